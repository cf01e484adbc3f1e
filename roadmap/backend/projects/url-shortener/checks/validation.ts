import { check, defineStage } from '#checkKit';
import { codeOf, leadsTo, refuses, shorten } from './support/links';

const LONGEST = 2048;
const ofLength = (length: number): string => 'https://example.com/'.padEnd(length, 'x');

export const stage = defineStage({
  passages: {
    accepts: 'What is accepted is sent to visitors as it was given, with one exception.',
    'not-a-url': 'a whole URL with a scheme and a host',
    schemes: 'Its scheme is `http` or `https`, in whatever case it is written.',
    length: 'It has at most 2048 characters.',
    credentials: 'It has no user name and no password before the host.',
    'own-address': 'It does not lead back to this program, which would send visitors in circles.',
    'other-port': 'The same computer with\n  another port is another program, and allowed.',
    alphabets: 'a URL in another\nalphabet is written as browsers write it',
  },
  checks: [
    check('accepts', 'URLs of http and https are accepted, and visitors get them as they were given', async ({ api }) => {
      for (const url of [
        'http://example.com/',
        'https://example.com',
        'HTTPS://Example.com/A',
        'https://example.com:8443/a?b=c&d=%20#e',
        'http://192.0.2.1/a',
        ofLength(LONGEST),
      ]) {
        const answer = (await api.post('/links', { url })).hasStatus(
          201,
          `since ${short(url)} is a whole URL of at most ${LONGEST} characters`,
        );
        leadsTo(await api.get(`/${codeOf(answer)}`), url);
      }
    }),

    check('not-a-url', 'What is not a whole URL is refused with 422, which names the field "url"', async ({ api }) => {
      const refused: [url: unknown, because: string][] = [
        [undefined, 'since there is no "url"'],
        [42, 'since 42 is no text'],
        ['', 'since the URL is empty'],
        ['example.com', 'since "example.com" does not say how to get there (https://)'],
        ['/just/a/path', 'since "/just/a/path" names no host'],
        ['https://', 'since "https://" names no host'],
        ['https://exa mple.com', 'since a host has no space in it'],
        ['https://example.com/a b', 'since there is a space in it'],
      ];
      for (const [url, because] of refused) refuses(await api.post('/links', { url }), 'url', because);
    }),

    check('schemes', 'URLs of any other scheme, such as javascript:, are refused', async ({ api }) => {
      for (const url of [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        'data:text/html,hello',
        'ftp://example.com/file',
        'file:///etc/hosts',
      ]) {
        refuses(await api.post('/links', { url }), 'url', `since ${url} is neither http nor https`);
      }
    }),

    check('length', 'A URL of more than 2048 characters is refused', async ({ api }) => {
      refuses(await api.post('/links', { url: ofLength(LONGEST + 1) }), 'url', `since the URL has ${LONGEST + 1} characters`);
    }),

    check('credentials', 'A URL with a user name or a password is refused', async ({ api }) => {
      for (const url of ['https://your-bank.example@evil.example/', 'https://ada:secret@example.com/', 'https://:secret@example.com/']) {
        refuses(await api.post('/links', { url }), 'url', `since ${url} has a user name or a password in it`);
      }
    }),

    check('own-address', 'A URL that leads back to this program is refused, by whichever name', async ({ api, program }) => {
      const code = await shorten(api);
      for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
        const url = `http://${name}:${program.port}/${code}`;
        refuses(await api.post('/links', { url }), 'url', `since ${url} leads back to the program itself`);
      }
      const headers = { host: 'short.example' };
      const because = 'since the request itself came to short.example (its header Host says so)';
      refuses(await api.post('/links', { url: `http://short.example/${code}` }, { headers }), 'url', because);
    }),

    check('other-port', 'Another program on the same computer is a place like any other', async ({ api, program }) => {
      const url = `http://localhost:${program.port === 1024 ? 1025 : program.port - 1}/`;
      (await api.post('/links', { url })).hasStatus(201, `since ${url} is another program, on another port`);
    }),

    check('alphabets', 'A URL in another alphabet is sent on in ASCII', async ({ api }) => {
      const answer = (await api.post('/links', { url: 'https://münchen.example/straße' })).hasStatus(201, 'since hosts may have an umlaut');
      leadsTo(
        await api.get(`/${codeOf(answer)}`),
        'https://xn--mnchen-3ya.example/stra%C3%9Fe',
        'since a header can carry nothing but ASCII',
      );
    }),
  ],
});

const short = (url: string): string => (url.length > 60 ? `${url.slice(0, 40)}…` : url);
