/** How territories on a map differ. Each has a form of its own, so that colour is not the only sign. */
export type MapTone = "called" | "good" | "hatched" | "crossed" | "dotted" | "empty";
