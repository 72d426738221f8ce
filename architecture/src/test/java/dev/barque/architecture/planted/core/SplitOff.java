package dev.barque.architecture.planted.core;

/** Played as a class of store in a package of core. */
class SplitOff {}
