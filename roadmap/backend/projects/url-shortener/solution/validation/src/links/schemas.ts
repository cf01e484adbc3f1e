import { z } from 'zod';

/** Longer ones do not survive all browsers and proxies. */
const MAX_URL_LENGTH = 2_048;

/** The checks stop at the first one that fails (`abort`): "is not a URL" says enough. */
function targetUrl(leadsToUs: (url: URL) => boolean) {
  return (
    z
      .string('must be text')
      .trim()
      .min(1, { error: 'must not be empty', abort: true })
      .max(MAX_URL_LENGTH, { error: `must have at most ${MAX_URL_LENGTH} characters`, abort: true })
      .refine((text) => URL.canParse(text) && !/[\s\p{Cc}]/u.test(text), {
        error: 'must be a whole URL, such as https://example.com/page',
        abort: true,
      })
      // Not a list of what is dangerous (javascript:, data:, …) but of what is harmless: that list is complete.
      .refine((text) => ['http:', 'https:'].includes(new URL(text).protocol), {
        error: 'must start with http:// or https://',
        abort: true,
      })
      .refine((text) => new URL(text).username === '' && new URL(text).password === '', {
        error: 'must not contain a user name or password',
        abort: true,
      })
      .refine((text) => !leadsToUs(new URL(text)), 'must not lead back to this service')
      // It will be sent in a header, and headers are ASCII: `href` writes münchen.de as xn--mnchen-3ya.de.
      .transform((text) => (/^[\x20-\x7e]*$/.test(text) ? text : new URL(text).href))
  );
}

/** `leadsToUs` depends on the request, so the schema is made for each one; that costs microseconds. */
export function newLink(leadsToUs: (url: URL) => boolean) {
  return z.object({ url: targetUrl(leadsToUs) }, 'must be a JSON object');
}
