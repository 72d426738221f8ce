package dev.barque.agents.plugin;

/** What all providers have in common. Implement one of the four that extend it; this one by itself is never looked for. */
public interface PluginProvider {
    /** What it makes: the same whenever it is asked, and cheap, since listing plug-ins asks for it. */
    PluginDescriptor descriptor();
}
