package dev.kith.desugar;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.H_NEWINVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.V17;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a class of each lambda and method reference in a folder of class files, as {@code LambdaMetafactory} would at run
 * time. A fresh JVM takes 0.1 ms to link each, which also an archive of classes does not spare it; a class it only loads.
 * What is made is a nestmate of where the lambda stands (JEP 181), so that it may call what is private there.
 */
public final class Desugar {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String SUFFIX = ".class";
    /** Before the number of a lambda in its class; the compiler names nothing so. */
    private static final String MARK = "$$";

    private final Path folder;
    private final Map<String, ClassNode> classes = new TreeMap<>();
    private final Set<ClassNode> changed = new LinkedHashSet<>();
    private final Map<String, byte[]> made = new TreeMap<>();

    private Desugar(Path folder) {
        this.folder = folder;
    }

    /** The argument is the folder; what has been done there already is not done again. */
    public static void main(String[] args) throws IOException {
        new Desugar(Path.of(args[0])).run();
    }

    private void run() throws IOException {
        for (Path file : classFiles()) {
            ClassNode read = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(read, 0);
            classes.put(read.name, read);
        }
        removeWhatIsLeftOver();
        for (ClassNode host : classes.values()) {
            desugar(host);
        }
        for (ClassNode one : changed) {
            ClassWriter writer = new ClassWriter(0);
            one.accept(writer);
            write(one.name, writer.toByteArray());
        }
        for (Map.Entry<String, byte[]> one : made.entrySet()) {
            write(one.getKey(), one.getValue());
        }
    }

    /** A class that was renamed since takes those with it that a compiler made of it, but not those that were made here. */
    private void removeWhatIsLeftOver() throws IOException {
        List<ClassNode> leftOver = classes.values().stream()
                .filter(one -> one.nestHostClass != null && !classes.containsKey(one.nestHostClass))
                .toList();
        for (ClassNode one : leftOver) {
            classes.remove(one.name);
            Files.delete(folder.resolve(one.name + SUFFIX));
        }
    }

    private List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name + SUFFIX), bytes);
    }

    private void desugar(ClassNode host) {
        // A class that is nobody's inner one is the host of its nest.
        ClassNode nest = host.nestHostClass == null ? host : Objects.requireNonNull(classes.get(host.nestHostClass));
        int count = 0;
        for (MethodNode method : host.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof InvokeDynamicInsnNode call && isLambda(call)) {
                    Lambda lambda = new Lambda(host.name + MARK + count++, call);
                    made.put(lambda.name, lambda.classFile(host.sourceFile, nest.name));
                    method.instructions.set(call, lambda.instead());
                    nest.visitNestMember(lambda.name);
                    changed.add(host);
                    changed.add(nest);
                }
            }
        }
    }

    /** Not one that can be serialized, or is of several interfaces, which {@code altMetafactory} makes. */
    private static boolean isLambda(InvokeDynamicInsnNode call) {
        return call.bsm.getOwner().equals(METAFACTORY) && call.bsm.getName().equals("metafactory");
    }

    /** One place where a lambda is made, and the class that is made for it. */
    private static final class Lambda {
        private static final Type OBJECT = Type.getType(Object.class);
        private static final Method OBJECT_MADE = new Method("<init>", "()V");
        private static final String INSTANCE = "INSTANCE";
        private static final String FACTORY = "of";

        private final String name;
        private final Type type;
        /** What makes one: from the values that it captures, an object of its interface. */
        private final Method factory;

        private final Method constructor;
        /** The method of the interface, and what its types are where it is used. */
        private final Method method;

        private final Type[] argumentsHere;
        private final Handle body;

        Lambda(String name, InvokeDynamicInsnNode call) {
            this.name = name;
            this.type = Type.getObjectType(name);
            this.factory = new Method(FACTORY, call.desc);
            this.constructor = new Method("<init>", Type.VOID_TYPE, factory.getArgumentTypes());
            this.method = new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
            this.body = (Handle) call.bsmArgs[1];
            this.argumentsHere = ((Type) call.bsmArgs[2]).getArgumentTypes();
        }

        private boolean capturesNothing() {
            return factory.getArgumentTypes().length == 0;
        }

        /** What stands where the lambda was made. */
        AbstractInsnNode instead() {
            return capturesNothing()
                    ? new FieldInsnNode(
                            GETSTATIC, name, INSTANCE, factory.getReturnType().getDescriptor())
                    : new MethodInsnNode(INVOKESTATIC, name, FACTORY, factory.getDescriptor(), false);
        }

        byte[] classFile(String sourceFile, String nest) {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            String[] interfaces = {factory.getReturnType().getInternalName()};
            writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, OBJECT.getInternalName(), interfaces);
            writer.visitSource(sourceFile, null);
            writer.visitNestHost(nest);
            writeConstructor(writer);
            if (capturesNothing()) {
                writeInstance(writer);
            } else {
                writeFactory(writer);
            }
            writeMethod(writer);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private void writeConstructor(ClassWriter writer) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_PRIVATE, constructor, null, null, writer);
            code.loadThis();
            code.invokeConstructor(OBJECT, OBJECT_MADE);
            Type[] captured = factory.getArgumentTypes();
            for (int i = 0; i < captured.length; i++) {
                writer.visitField(ACC_PRIVATE | ACC_FINAL, field(i), captured[i].getDescriptor(), null, null);
                code.loadThis();
                code.loadArg(i);
                code.putField(type, field(i), captured[i]);
            }
            finish(code);
        }

        private static String field(int index) {
            return "captured" + index;
        }

        private void writeInstance(ClassWriter writer) {
            Type of = factory.getReturnType();
            writer.visitField(ACC_STATIC | ACC_FINAL, INSTANCE, of.getDescriptor(), null, null);
            Method initializer = new Method("<clinit>", "()V");
            GeneratorAdapter code = new GeneratorAdapter(ACC_STATIC, initializer, null, null, writer);
            code.newInstance(type);
            code.dup();
            code.invokeConstructor(type, constructor);
            code.putStatic(type, INSTANCE, of);
            finish(code);
        }

        private void writeFactory(ClassWriter writer) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_STATIC, factory, null, null, writer);
            code.newInstance(type);
            code.dup();
            code.loadArgs();
            code.invokeConstructor(type, constructor);
            finish(code);
        }

        private void writeMethod(ClassWriter writer) {
            GeneratorAdapter code = new GeneratorAdapter(ACC_PUBLIC, method, null, null, writer);
            Type owner = Type.getObjectType(body.getOwner());
            boolean constructs = body.getTag() == H_NEWINVOKESPECIAL;
            if (constructs) {
                code.newInstance(owner);
                code.dup();
            }
            loadArguments(code);
            code.visitMethodInsn(opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
            Conversion.convert(code, constructs ? owner : Type.getReturnType(body.getDesc()), method.getReturnType());
            finish(code);
        }

        /** What is captured, and then what the method is given, as the body takes it. */
        private void loadArguments(GeneratorAdapter code) {
            Iterator<Type> taken = takenByBody().iterator();
            Type[] captured = factory.getArgumentTypes();
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.getField(type, field(i), captured[i]);
                Conversion.convert(code, captured[i], taken.next());
            }
            Type[] given = method.getArgumentTypes();
            for (int i = 0; i < given.length; i++) {
                code.loadArg(i);
                Conversion.convert(code, given[i], argumentsHere[i]);
                Conversion.convert(code, argumentsHere[i], taken.next());
            }
        }

        private List<Type> takenByBody() {
            List<Type> taken = new ArrayList<>(List.of(Type.getArgumentTypes(body.getDesc())));
            if (body.getTag() != H_INVOKESTATIC && body.getTag() != H_NEWINVOKESPECIAL) {
                taken.add(0, Type.getObjectType(body.getOwner()));
            }
            return taken;
        }

        private int opcode() {
            return switch (body.getTag()) {
                case H_INVOKESTATIC -> INVOKESTATIC;
                case H_INVOKEVIRTUAL -> INVOKEVIRTUAL;
                case H_INVOKEINTERFACE -> INVOKEINTERFACE;
                case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
                default -> throw new IllegalStateException("the compiler made a body of kind " + body);
            };
        }

        private static void finish(GeneratorAdapter code) {
            code.returnValue();
            code.endMethod();
        }
    }

    /** The conversions that {@code LambdaMetafactory} names: casts, boxing, unboxing and widening. */
    private static final class Conversion {
        private static final String CHARACTER = "java/lang/Character";

        private Conversion() {}

        static void convert(GeneratorAdapter code, Type from, Type to) {
            if (from.equals(to)) {
                return;
            }
            if (to.equals(Type.VOID_TYPE)) {
                drop(code, from);
            } else if (isPrimitive(from) && isPrimitive(to)) {
                code.cast(from, to);
            } else if (isPrimitive(from)) {
                code.valueOf(from);
            } else if (isPrimitive(to) && from.getInternalName().equals(CHARACTER)) {
                code.unbox(Type.CHAR_TYPE);
                code.cast(Type.CHAR_TYPE, to);
            } else {
                // Casts to what it is no primitive of.
                code.unbox(to);
            }
        }

        private static void drop(GeneratorAdapter code, Type from) {
            if (from.getSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }

        private static boolean isPrimitive(Type type) {
            return type.getSort() < Type.ARRAY;
        }
    }
}
