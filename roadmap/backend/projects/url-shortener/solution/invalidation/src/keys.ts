/** All names in Redis, in one place: a key that two files spell differently is a bug that nobody sees. */
export const keys = {
  /** Hash: url, createdAt, expiresAt. */
  link: (code: string) => `link:${code}`,
  /** Hash of counters: total, day:2026-01-31, device:mobile, referrer:example.com, … */
  clicks: (code: string) => `clicks:${code}`,
  /** HyperLogLog of visitors. */
  visitors: (code: string) => `visitors:${code}`,
  visitorSalt: 'settings:visitor-salt',
} as const;

/** Pub/sub channel: the codes of links that were changed or deleted. */
export const CHANGES_CHANNEL = 'links:changed';
