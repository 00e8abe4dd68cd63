package dev.kith.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own: fresh network, mount and pid namespaces, with a bridge and hosts on it. Nothing of the machine's
 * network is touched, and nothing stays: the first process of the world ends when its standard input closes, by
 * {@link #close} or because the JVM of the test is gone, and the kernel ends everything in it with it.
 *
 * <p>Made as root, or as anybody where user namespaces are allowed.
 */
public final class World implements AutoCloseable {
    private static final String FIRST_PROCESS = "mount -t tmpfs lab /run && mkdir /run/netns"
            + " && mount -t tmpfs lab /dev/shm && ip link set lo up"
            + " && ip link add br0 type bridge mcast_snooping 0 && ip link set br0 up && echo ready && exec cat";
    private static final List<String> UNSHARE =
            List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");
    private static final List<String> UNSHARE_USER = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc");

    private final Process first;
    private final boolean ownUsers;
    private final List<Program> programs = new ArrayList<>();
    private int hosts;

    private World(Process first, boolean ownUsers) {
        this.first = first;
        this.ownUsers = ownUsers;
    }

    /** Why no world can be made here, if so. */
    public static Optional<String> missing() {
        try (World world = create()) {
            return world.first.isAlive() ? Optional.empty() : Optional.of("namespaces end at once");
        } catch (IllegalStateException impossible) {
            return Optional.of(String.valueOf(impossible.getMessage()));
        }
    }

    /**
     * Makes an empty world.
     *
     * @throws IllegalStateException if this machine does not allow it, saying what was refused
     */
    public static World create() {
        try {
            return create(UNSHARE, false);
        } catch (IllegalStateException notRoot) {
            return create(UNSHARE_USER, true);
        }
    }

    private static World create(List<String> unshare, boolean ownUsers) {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of("sh", "-c", FIRST_PROCESS));
        try {
            Process first =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = first.inputReader(StandardCharsets.UTF_8).readLine();
            if (!"ready".equals(said)) {
                first.destroyForcibly();
                throw new IllegalStateException("no network namespaces here: " + said);
            }
            return new World(first, ownUsers);
        } catch (IOException failure) {
            throw new IllegalStateException("no network namespaces here: " + failure.getMessage(), failure);
        }
    }

    /** A host on the bridge, as {@code eth0} with the next address of 10.77.0.0/24, and no route beyond it. */
    public Host host(String name) {
        Host host = isolatedHost(name);
        host.attach("eth0", "10.77.0." + ++hosts + "/24");
        return host;
    }

    /** A host with nothing but loopback. */
    public Host isolatedHost(String name) {
        ipAll("netns add " + name, "-n " + name + " link set lo up");
        return new Host(this, name);
    }

    /** Runs {@code ip} with each of these arguments, in one process of the world: to enter it costs more than they do. */
    void ipAll(String... arguments) {
        run("sh", "-c", "ip " + String.join(" && ip ", arguments));
    }

    /** Runs a command of the world to its end, and returns what it printed. */
    public String run(String... command) {
        try {
            Process process = new ProcessBuilder(inside(List.of(command)))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in " + String.join(" ", command), interrupted);
        }
    }

    Program start(List<String> command) {
        Program program = Program.start(inside(command));
        programs.add(program);
        return program;
    }

    private List<String> inside(List<String> command) {
        long pid = first.toHandle().children().findFirst().orElseThrow().pid();
        List<String> entered = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid)));
        if (ownUsers) {
            entered.addAll(List.of("--user", "--preserve-credentials"));
        }
        entered.addAll(List.of("--net", "--mount", "--pid", "--"));
        entered.addAll(command);
        return entered;
    }

    /** Ends every program and every host of the world. */
    @Override
    public void close() {
        try {
            // Who is killed before is an orphan until somebody outside reaps it, and the world waits for that.
            first.getOutputStream().close();
            if (!first.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
                first.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            first.destroyForcibly();
        } catch (InterruptedException interrupted) {
            first.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        programs.forEach(Program::kill);
    }
}
