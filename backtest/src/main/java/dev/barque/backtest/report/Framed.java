package dev.barque.backtest.report;

/** What every page has around its content, by the names that templates call it. */
interface Framed {
    /** Its own scripts and styles. */
    PageParts parts();

    /** Where the data are from; empty when nothing is said. */
    String provenance();

    default String policy() {
        return parts().policy;
    }

    default String guard() {
        return parts().guard;
    }

    default String style() {
        return parts().style;
    }

    default String chartLibrary() {
        return parts().chartLibrary;
    }

    default String chartLicence() {
        return parts().chartLicence;
    }

    default String script() {
        return parts().script;
    }

    default boolean hasProvenance() {
        return !provenance().isEmpty();
    }
}
