/** The Redis that the stand-in behaves like; libraries look at it to decide what they may use. */
export const serverVersion = '7.0.15';
