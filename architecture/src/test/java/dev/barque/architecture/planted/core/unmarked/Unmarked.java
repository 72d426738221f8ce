package dev.barque.architecture.planted.core.unmarked;

/** Its package has no package-info. */
class Unmarked {}
