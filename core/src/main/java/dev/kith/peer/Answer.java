package dev.kith.peer;

/** What comes of a question that a node asked others for its application. */
public sealed interface Answer permits Accounts, Pong, Answer.None {
    /** Nothing came in time. */
    record None() implements Answer {}
}
