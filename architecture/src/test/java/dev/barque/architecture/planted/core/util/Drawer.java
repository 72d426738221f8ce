package dev.barque.architecture.planted.core.util;

/** Anything can be in here. */
class Drawer {}
