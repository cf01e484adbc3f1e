export const DEVICES = ['desktop', 'mobile', 'tablet', 'bot', 'other'] as const;
export type Device = (typeof DEVICES)[number];

/** In this order: an iPad also says "Mobile", and many bots pretend to be a phone. */
const RULES: readonly (readonly [Device, RegExp])[] = [
  ['bot', /bot\b|crawler|spider|preview|facebookexternalhit|curl\/|wget\/|headless/i],
  // An Android that does not call itself "Mobile" is a tablet: that is Google's own advice.
  ['tablet', /ipad|tablet|kindle|silk\/|android(?!.*mobile)/i],
  ['mobile', /mobi|iphone|ipod|android|windows phone/i],
  ['desktop', /windows nt|macintosh|x11|linux|cros/i],
];

/** A guess from the user agent: good enough for a chart, never for a decision. */
export function deviceOf(userAgent: string | undefined): Device {
  return RULES.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? 'other';
}
