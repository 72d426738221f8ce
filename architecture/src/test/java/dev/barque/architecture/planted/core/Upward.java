package dev.barque.architecture.planted.core;

import dev.barque.architecture.planted.store.Vault;

/** A class of core that looks up. */
class Upward {
    final Vault vault = new Vault();
}
