package dev.kith;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The candidate sources of one membership. */
final class Sources implements AutoCloseable {
    private final List<SourceLoop> loops = new ArrayList<>();

    private Sources() {}

    /**
     * Opens all that are wanted; none is asked yet.
     *
     * @throws IllegalArgumentException if there is no source of a kind, or what is wanted of it breaks its rule
     */
    static Sources open(Config config, String group) throws IOException {
        Sources sources = new Sources();
        try {
            for (Config.Source wanted : config.reach().sources()) {
                sources.loops.add(new SourceLoop(group, config.port(), wanted, provider(wanted.kind())));
            }
            return sources;
        } catch (Throwable refused) {
            sources.close();
            throw refused;
        }
    }

    private static CandidateSource.Provider provider(String kind) {
        Set<String> kinds = new LinkedHashSet<>();
        for (ClassLoader loader : loaders()) {
            for (CandidateSource.Provider provider : ServiceLoader.load(CandidateSource.Provider.class, loader)) {
                if (provider.kind().equals(kind)) {
                    return provider;
                }
                kinds.add(provider.kind());
            }
        }
        throw new IllegalArgumentException(
                "no candidate source of kind '%s' is on the class path; there are %s".formatted(kind, kinds));
    }

    /** Kith's own first: in a plug-in, that of the context may not know Kith, or another copy of it. */
    private static Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(CandidateSource.Provider.class.getClassLoader());
        Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
        return loaders;
    }

    void start(SourceLoop.Ends ends) {
        loops.forEach(loop -> loop.start(ends));
    }

    List<SourceState> states() {
        return loops.stream().map(SourceLoop::state).toList();
    }

    /** Asks none any more. */
    void end() {
        loops.forEach(SourceLoop::end);
    }

    /** Ends all of them, and waits a moment for those that keep something. */
    @Override
    public void close() {
        end();
        loops.forEach(SourceLoop::join);
    }
}
