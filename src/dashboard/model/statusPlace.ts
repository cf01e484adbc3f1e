/** Stands for the status in the label of a topic: a character for private use, which no label holds otherwise. */
export const STATUS_PLACE = '\u{E000}';
