package dev.barque.architecture.planted.store;

/** Stands in a module above core. */
public class Vault {}
