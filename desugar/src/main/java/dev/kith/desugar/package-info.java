/** A step of the build, run from its one source file by the modules that start with an application. */
@NullMarked
package dev.kith.desugar;

import org.jspecify.annotations.NullMarked;
