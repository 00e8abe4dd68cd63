package dev.kith.desugar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesugarTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void desugarACopy() throws IOException, URISyntaxException {
        Path compiled = Path.of(
                Shapes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path of = folder.resolve("dev/kith/desugar");
        Files.createDirectories(of);
        try (Stream<Path> files = Files.list(compiled.resolve("dev/kith/desugar"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("Shapes")) {
                    Files.copy(file, of.resolve(file.getFileName()));
                }
            }
        }
        Desugar.main(new String[] {folder.toString()});
    }

    @Test
    void theSameComesOfEachShape() throws Exception {
        try (URLClassLoader loader = desugared()) {
            assertThat(shapes(loader).getMethod("results").invoke(null)).isEqualTo(Shapes.results());
        }
    }

    @Test
    void noClassIsMadeAtRunTime() throws Exception {
        try (URLClassLoader loader = desugared()) {
            Object made = shapes(loader).getMethod("one").invoke(null);
            assertThat(Shapes.one().getClass().isHidden()).isTrue();
            assertThat(made.getClass().isHidden()).isFalse();
            assertThat(made.getClass().getNestHost()).isEqualTo(shapes(loader));
        }
    }

    @Test
    void oneThatCanBeSerializedIsLeft() throws Exception {
        try (URLClassLoader loader = desugared()) {
            Object made = shapes(loader).getMethod("serializable").invoke(null);
            assertThat(made.getClass().isHidden()).isTrue();
        }
    }

    @Test
    void aSecondTimeNothingChanges() throws IOException {
        Map<Path, String> once = files();
        Desugar.main(new String[] {folder.toString()});
        assertThat(files()).isEqualTo(once);
    }

    @Test
    void whatWasMadeOfAClassThatIsGoneGoesToo() throws IOException {
        Path host = folder.resolve(Shapes.class.getName().replace('.', '/') + ".class");
        assertThat(files()).hasSizeGreaterThan(1);
        Files.delete(host);
        Desugar.main(new String[] {folder.toString()});
        assertThat(files()).isEmpty();
    }

    private URLClassLoader desugared() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static Class<?> shapes(ClassLoader loader) throws ClassNotFoundException {
        return loader.loadClass(Shapes.class.getName());
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
