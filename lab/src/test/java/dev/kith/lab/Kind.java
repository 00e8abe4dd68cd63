package dev.kith.lab;

import dev.kith.trust.GroupKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of group that are attacked: by which arguments of {@code ./kith} a member is in it. An attacker has none of them. */
enum Kind {
    /** Anybody may join. */
    OPEN(null),
    /** Only who has the key. */
    CLOSED(KeyFiles.create("attacked.keys"));

    private final @Nullable Path keyFile;

    Kind(@Nullable Path keyFile) {
        this.keyFile = keyFile;
    }

    /** Whether an attacker may be a member, well-formed as it is. */
    boolean letsStrangersIn() {
        return keyFile == null;
    }

    List<String> arguments() {
        return keyFile().map(file -> List.of("--key-file", file.toString())).orElse(List.of());
    }

    Optional<Path> keyFile() {
        return Optional.ofNullable(keyFile);
    }

    /** What its members have, and no stranger. */
    Optional<GroupKey> key() {
        return keyFile().map(KeyFiles::read);
    }
}
