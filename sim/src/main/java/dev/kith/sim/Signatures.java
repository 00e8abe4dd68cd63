package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import dev.kith.trust.Verifier;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** How the nodes of a world sign: at no cost, as most do, or as nodes do outside of it. */
enum Signatures {
    /** Those that cost a hash. */
    FREE {
        @Override
        Identity identity(long number) {
            return FreeSignatures.identity(number);
        }
    },

    /** Those of RFC 8032. */
    ED25519 {
        @Override
        Identity identity(long number) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                generator.initialize(KEY_BITS, new Seeded(number));
                return Ed25519.of(generator.generateKeyPair());
            } catch (GeneralSecurityException noProvider) {
                throw new IllegalStateException("this JVM has no Ed25519, which Java 15 and later have", noProvider);
            }
        }
    };

    private static final int KEY_BITS = 255;

    /** The same key pair for the same number. */
    abstract Identity identity(long number);

    Verifier verifier() {
        return this == FREE ? new FreeSignatures() : new Ed25519();
    }

    /** No secret at all: a run must be the same again. */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient SplittableRandom chance;

        Seeded(long number) {
            this.chance = new SplittableRandom(PeerId.mix(number));
        }

        @Override
        public void nextBytes(byte[] bytes) {
            chance.nextBytes(bytes);
        }
    }
}
