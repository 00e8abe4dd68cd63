package dev.kith;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.trust.GroupTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps where peers were, for the next start: a line for each, those of this run first, and of these the one heard last. */
final class StateSource implements CandidateSource {
    private static final String FIRST_LINE = "kith peers 1";
    private static final Duration KEEP_EVERY = Duration.ofSeconds(5);
    private static final int MAX_PEERS = 32;
    private static final long LONGEST = 64 * 1024;

    private final Path folder;
    private Optional<List<Kept>> lastTime = Optional.empty();
    private String written = "";

    private StateSource(Path folder) {
        this.folder = folder;
    }

    /** One line: where a peer was, who it was, and when it was heard last. */
    private record Kept(Endpoint at, String id, Instant heard) {
        String line() {
            return at + " " + id + " " + heard;
        }
    }

    @Override
    public Named name(Known known) throws IOException {
        try {
            return readOrKeep(known);
        } catch (FileSystemException refused) {
            throw forPeople(refused);
        }
    }

    private Named readOrKeep(Known known) throws IOException {
        if (lastTime.isPresent()) {
            keep(known);
        } else {
            readLastTime(known.group());
        }
        Set<Endpoint> addresses = new LinkedHashSet<>();
        for (Kept kept : lastTime.get()) {
            addresses.add(kept.at());
        }
        // A peer that was started again has another port; all of its host hear this one.
        for (Kept kept : lastTime.get()) {
            addresses.add(new Endpoint(kept.at().ip(), known.port()));
        }
        return new Named(addresses.stream().limit(MAX_ADDRESSES).toList(), KEEP_EVERY);
    }

    private void readLastTime(String group) throws IOException {
        lastTime = Optional.of(List.of());
        lastTime = Optional.of(read(group));
    }

    @Override
    public void leaving(Known known) throws IOException {
        try {
            if (lastTime.isEmpty()) {
                readLastTime(known.group());
            }
            keep(known);
        } catch (FileSystemException refused) {
            throw forPeople(refused);
        }
    }

    private IOException forPeople(FileSystemException refused) {
        return new IOException("'%s' cannot be used: %s".formatted(folder, RefusedFile.reason(refused)), refused);
    }

    @Override
    public void close() {
        // Nothing waits.
    }

    /** Those who are lost may be there again, and those of last time who were not seen yet. */
    private void keep(Known known) throws IOException {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        List<Kept> toKeep = toKeep(known.peers());
        toKeep.forEach(kept -> text.append(kept.line()).append('\n'));
        if (!toKeep.isEmpty() && !text.toString().equals(written)) {
            Path file = file(known.group());
            // Of a name of its own, since other processes may keep theirs in this folder.
            Path next = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
            try {
                Files.writeString(next, text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
            written = text.toString();
        }
    }

    /** Those of this run first: what was heard last time may be of a clock that was wrong. */
    private List<Kept> toKeep(List<Peer> peers) {
        List<Kept> seen = peers.stream()
                .filter(peer -> peer.kind() == Kind.KITH && peer.status() != Status.LEFT && peer.verified())
                .filter(peer -> peer.lastHeard().isPresent())
                .flatMap(peer -> kept(peer).stream())
                .sorted(Comparator.comparing(Kept::heard).reversed())
                .toList();
        Set<String> ids = peers.stream()
                .filter(peer -> peer.status() == Status.LEFT)
                .map(Peer::id)
                .collect(Collectors.toCollection(HashSet::new));
        Set<Endpoint> taken = new HashSet<>();
        return Stream.concat(seen.stream(), lastTime.orElse(List.of()).stream())
                .filter(kept -> ids.add(kept.id()) && taken.add(kept.at()))
                .limit(MAX_PEERS)
                .toList();
    }

    /** An address of a link says nothing without the link, whose number may be another at the next start. */
    private static Optional<Kept> kept(Peer peer) {
        return peer.addresses().stream()
                .filter(at -> !at.ip().isLinkLocalAddress())
                .findFirst()
                .map(at -> new Kept(at, peer.id(), peer.lastHeard().orElseThrow()));
    }

    private List<Kept> read(String group) throws IOException {
        Files.createDirectories(folder);
        Path file = file(group);
        try {
            // What is read of a pipe or a device may never end, or never come.
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IllegalArgumentException("it is no regular file");
            }
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException("it is too long");
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
                throw new IllegalArgumentException("it does not begin with '" + FIRST_LINE + "'");
            }
            List<Kept> kept = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (!line.isBlank()) {
                    kept.add(parse(line));
                }
            }
            return kept;
        } catch (NoSuchFileException firstTime) {
            return List.of();
        } catch (IllegalArgumentException | UncheckedIOException | java.nio.charset.CharacterCodingException damaged) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            throw new IOException("'%s' is damaged (%s) and was set aside as '%s'"
                    .formatted(file, damaged.getMessage(), aside.getFileName()));
        }
    }

    private static Kept parse(String line) throws IOException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || PeerId.parse(parts[1]).isEmpty()) {
            throw new IllegalArgumentException("'" + line + "' is not an address, an id and a time");
        }
        HostAndPort at = HostAndPort.parse("address", parts[0]);
        if (!at.isAddress() || at.port().isEmpty()) {
            throw new IllegalArgumentException("'" + parts[0] + "' is not an address and a port");
        }
        Endpoint endpoint =
                new Endpoint(InetAddress.getByName(at.host()), at.port().getAsInt());
        return new Kept(endpoint, parts[1], time(parts[2]));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException noTime) {
            throw new IllegalArgumentException("'" + text + "' is not a time", noTime);
        }
    }

    /** Named by the tag that datagrams show of the group, since a group's name may hold anything. */
    private Path file(String group) {
        return folder.resolve("%016x.peers".formatted(GroupTag.of(group)));
    }

    /** {@code state DIR}. */
    public static final class Provider implements CandidateSource.Provider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String kind() {
            return "state";
        }

        @Override
        public Via via() {
            return Via.CACHE;
        }

        @Override
        public CandidateSource open(String what) {
            if (what.isBlank()) {
                throw new IllegalArgumentException("state '" + what + "' is not a folder's name");
            }
            try {
                Path folder = Path.of(what);
                if (Files.exists(folder) && !Files.isDirectory(folder)) {
                    throw new IllegalArgumentException("state '" + what + "' is not a folder");
                }
                return new StateSource(folder);
            } catch (InvalidPathException wrong) {
                throw new IllegalArgumentException("state '" + what + "' is not a folder's name", wrong);
            }
        }
    }
}
