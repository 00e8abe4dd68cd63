package dev.kith.desugar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas and method references of every shape that the compiler makes, and what comes of them. */
public final class Shapes {
    private final List<Object> came = new ArrayList<>();
    private final long field = 3;

    /** What comes of all of them. */
    public static List<Object> results() throws Exception {
        Shapes shapes = new Shapes();
        shapes.captureNothing();
        shapes.capture(1, 2L, 3.0, "four", new int[] {5});
        shapes.referToMethods("text");
        shapes.convert();
        shapes.dropWhatComes();
        shapes.new Inner().referToWhatIsPrivate();
        shapes.came.add(new Lengths().compare("a", "bcd"));
        shapes.came.add(Named.called("static of an interface"));
        shapes.came.add(new Named() {}.greeting());
        return shapes.came;
    }

    /** One that captures nothing. */
    public static Runnable one() {
        return () -> {};
    }

    /** One that {@code altMetafactory} makes. */
    public static Runnable serializable() {
        return (Runnable & Serializable) () -> {};
    }

    private void captureNothing() throws Exception {
        Callable<String> callable = () -> "nothing";
        came.add(callable.call());
        Supplier<Supplier<String>> nested = () -> () -> "nested";
        came.add(nested.get().get());
    }

    private void capture(int number, long wide, double real, String text, int... array) {
        Supplier<String> all = () -> number + " " + wide + " " + real + " " + text + " " + array[0] + " " + field;
        came.add(all.get());
        BiFunction<Integer, Long, String> taking = (first, second) -> text + first + second + wide;
        came.add(taking.apply(6, 7L));
    }

    private void referToMethods(String text) {
        Function<String, Integer> unbound = String::length;
        Supplier<Integer> bound = text::length;
        Function<String, StringBuilder> constructor = StringBuilder::new;
        IntFunction<int[]> array = int[]::new;
        Function<String, String> toStatic = String::valueOf;
        Function<List<String>, Integer> ofInterface = List::size;
        Supplier<String> ofThis = this::toString;
        Supplier<String> ofSuper = super::toString;
        came.add(unbound.apply(text) + bound.get() + ofInterface.apply(List.of(text)));
        came.add(constructor.apply(text).append(array.apply(2).length).toString() + toStatic.apply(text));
        came.add(ofThis.get() + ofSuper.get().startsWith("dev.kith"));
    }

    private void convert() {
        ToLongFunction<Integer> unboxedAndWidened = number -> number;
        IntToLongFunction widened = Math::abs;
        ToIntFunction<Character> ofCharacter = Shapes::asNumber;
        LongFunction<Object> boxed = number -> number;
        Function<Integer, Long> both = Shapes::twice;
        IntSupplier unboxed = Integer.valueOf(8)::intValue;
        UnaryOperator<String> narrowed = String::trim;
        Function<Boolean, Boolean> not = is -> !is;
        came.add(unboxedAndWidened.applyAsLong(1) + widened.applyAsLong(-2) + ofCharacter.applyAsInt('3'));
        came.add(List.of(boxed.apply(4), both.apply(5), unboxed.getAsInt(), narrowed.apply(" 6 "), not.apply(false)));
    }

    private static long twice(long number) {
        return 2 * number;
    }

    private static int asNumber(int codePoint) {
        return codePoint - '0';
    }

    private void dropWhatComes() {
        Runnable one = () -> came.add("dropped");
        Runnable two = new StringBuilder()::length;
        Runnable wide = System::nanoTime;
        one.run();
        two.run();
        wide.run();
    }

    @Override
    public String toString() {
        return "shapes";
    }

    private final class Inner {
        private String hidden() {
            return "private " + field;
        }

        void referToWhatIsPrivate() {
            Supplier<String> own = this::hidden;
            Supplier<Inner> constructor = Inner::new;
            came.add(own.get() + constructor.get().hidden());
        }
    }

    /** Whose method a bridge leads to. */
    private static final class Lengths implements Comparator<String> {
        @Override
        public int compare(String one, String other) {
            return Comparator.<String>comparingInt(text -> text.length()).compare(one, other);
        }
    }

    private interface Named {
        static String called(String name) {
            Supplier<String> calling = () -> name;
            return calling.get();
        }

        default String greeting() {
            Supplier<String> greeting = () -> "default of " + kind();
            return greeting.get();
        }

        private String kind() {
            return "an interface";
        }
    }
}
