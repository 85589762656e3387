//! Reads key strokes that no input method turned into Vietnamese: Telex and VNI.
