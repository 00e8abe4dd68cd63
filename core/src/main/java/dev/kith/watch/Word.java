package dev.kith.watch;

import dev.kith.peer.PeerId;

/**
 * What another says that it found of a peer.
 *
 * @param speaker who
 * @param finding what
 * @param isAnswer whether this node had asked it: then nobody else can have said so
 */
public record Word(PeerId speaker, Finding finding, boolean isAnswer) {}
