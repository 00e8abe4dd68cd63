package dev.kith.dns;

import dev.kith.CandidateSource;
import dev.kith.HostAndPort;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Members found by a name: those of all its A and AAAA records, at one port; or those of its SRV records, at theirs, if its first
 * label begins with an underscore. The name server is asked, not this host's file of names. Nothing is cached: what a cache of this process would keep, the name server of this host keeps
 * better. Asked again when the first answer is too old, but no less often than every five seconds, since some servers say ten
 * minutes for what changes in one.
 */
final class DnsSource implements CandidateSource {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** What an answer names many of is not asked after for longer, by servers that fell silent meanwhile. */
    private static final Duration ROUND_AT_MOST = Duration.ofSeconds(15);

    private final HostAndPort name;

    private DnsSource(HostAndPort name) {
        this.name = name;
    }

    /** The answers of one round, and the least time one of them may be kept. */
    private static final class Answers {
        private final Set<Endpoint> addresses = new LinkedHashSet<>();
        private final long began = System.nanoTime();
        private Duration again = AT_MOST;
        /** Of one question; what the others brought is as good as ever. */
        private Optional<IOException> failure = Optional.empty();

        /** One more than are tried, so that it is said that some are left out. */
        boolean isEnough() {
            return addresses.size() > MAX_ADDRESSES || System.nanoTime() - began >= ROUND_AT_MOST.toNanos();
        }

        void keptFor(long seconds) {
            Duration kept = Duration.ofSeconds(seconds);
            again = kept.compareTo(again) < 0 ? kept : again;
        }
    }

    @Override
    public Named name(Known known) throws IOException {
        // What this host is to ask may be another by now.
        ResolverConfig.refresh();
        ExtendedResolver resolver = new ExtendedResolver();
        // Each server once, one after the other: the resolver's own timeout would be that of all together.
        resolver.setRetries(1);
        for (Resolver server : resolver.getResolvers()) {
            server.setTimeout(PATIENCE);
        }
        Answers answers = new Answers();
        if (name.host().startsWith("_")) {
            services(resolver, answers);
        } else {
            addresses(resolver, name.host(), name.port().orElse(known.port()), answers);
        }
        if (answers.addresses.isEmpty() && answers.failure.isPresent()) {
            throw answers.failure.get();
        }
        Duration again = answers.again.compareTo(AT_LEAST) < 0 ? AT_LEAST : answers.again;
        return new Named(List.copyOf(answers.addresses), again);
    }

    private void services(Resolver resolver, Answers answers) throws IOException {
        for (Record record : ask(resolver, name.host(), Type.SRV, answers)) {
            if (answers.isEnough()) {
                return;
            }
            if (record instanceof SRVRecord service) {
                answers.keptFor(service.getTTL());
                addresses(resolver, service.getTarget().toString(), service.getPort(), answers);
            }
        }
    }

    private static void addresses(Resolver resolver, String host, int port, Answers answers) throws IOException {
        List<Record> records = new ArrayList<>(ask(resolver, host, Type.A, answers));
        records.addAll(ask(resolver, host, Type.AAAA, answers));
        for (Record record : records) {
            answers.keptFor(record.getTTL());
            if (record instanceof ARecord four) {
                answers.addresses.add(new Endpoint(four.getAddress(), port));
            } else if (record instanceof AAAARecord six) {
                InetAddress ip = six.getAddress();
                answers.addresses.add(new Endpoint(ip, port));
            }
        }
    }

    /** Of a name that is not there, nothing; it may be in a moment. */
    private static List<Record> ask(Resolver resolver, String host, int type, Answers answers) throws IOException {
        Lookup lookup = new Lookup(Name.fromString(host), type);
        lookup.setResolver(resolver);
        lookup.setCache(null);
        // A new question goes by the configuration of the first one otherwise.
        ResolverConfig current = ResolverConfig.getCurrentConfig();
        lookup.setSearchPath(current.searchPath());
        lookup.setNdots(current.ndots());
        // A container has its own name there, with its own address alone.
        lookup.setHostsFileParser(null);
        Record[] records = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> List.of(records);
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
            default -> {
                answers.failure = Optional.of(new IOException(
                        "the name server gives no answer for '%s': %s".formatted(host, lookup.getErrorString())));
                yield List.of();
            }
        };
    }

    @Override
    public void close() {
        // A question ends by itself.
    }

    /** {@code dns NAME[:PORT]}. */
    public static final class Provider implements CandidateSource.Provider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String kind() {
            return "dns";
        }

        @Override
        public Via via() {
            return Via.DNS;
        }

        @Override
        public CandidateSource open(String what) {
            HostAndPort name = HostAndPort.parse("dns", what);
            try {
                Name.fromString(name.host());
            } catch (TextParseException wrong) {
                throw new IllegalArgumentException(
                        "dns '" + what + "' is not a name there can be: " + wrong.getMessage(), wrong);
            }
            if (name.isAddress() || (name.host().startsWith("_") && name.port().isPresent())) {
                throw new IllegalArgumentException(
                        "dns '" + what
                                + "' is not a name, such as pods.example, pods.example:9779 or _kith._udp.example (which tells the port itself)");
            }
            return new DnsSource(name);
        }
    }
}
