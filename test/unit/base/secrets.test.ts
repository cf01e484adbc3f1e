import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { SecretMask, secretsIn, withoutUrlPasswords } from '../../../src/base/secrets';

const masked = (text: string, ...secrets: string[]) => new SecretMask(secrets).apply(text);

describe('the secrets among variables', () => {
  it('are told by their names', () => {
    for (const name of ['GITHUB_TOKEN', 'DB_PASSWORD', 'PGPASSWORD', 'MYSQL_PWD', 'STRIPE_SECRET_KEY', 'apiKey', 'JWT', 'AWS_ACCESS_KEY_ID', 'BASIC_AUTH'])
      assert.deepEqual(secretsIn({ [name]: 'hunter2x' }), ['hunter2x'], name); // prettier-ignore
    for (const name of ['PWD', 'OLDPWD', 'HOME', 'PATH', 'SSH_AUTH_SOCK', 'GIT_ASKPASS', 'SSH_ASKPASS', 'LANG', 'USER', 'NODE_ENV'])
      assert.deepEqual(secretsIn({ [name]: '/home/me/projects' }), [], name); // prettier-ignore
  });

  it('are told by the end of a name, and are numbers where a name says so', () => {
    for (const name of ['DBPASS', 'SMTPPASS', 'STRIPE_SK', 'CREDS', 'DB_CREDS', 'KEYS', 'WEBHOOK_SIGNING'])
      assert.deepEqual(secretsIn({ [name]: 'hunter2x' }), ['hunter2x'], name);
    assert.deepEqual(secretsIn({ API_TOKEN: '8372619402758361', PIN: '83726194' }), ['8372619402758361', '83726194']);
    assert.deepEqual(secretsIn({ AMOUNT: '8372619402758361' }, { COUNT: '8372619402758361' }), [], 'nothing says that it is one');
  });

  it('are parameters of addresses and of connection strings', () => {
    for (const value of [
      'jdbc:postgresql://h/d?user=u&password=hunter22x',
      'Server=h;User Id=u;Password=hunter22x;',
      'Server=h;Pwd="hunter22x"',
      'https://x.example.com/c?sig=hunter22x',
      'jdbc:postgresql://u:hunter22x@h/d',
    ])
      assert.deepEqual([...new Set(secretsIn({ DB: value }))], ['hunter22x'], value);
  });

  it('are all long values of .env, whatever their names', () => {
    assert.deepEqual(secretsIn({}, { WEBHOOK: 'https://hooks.example.com/T0/B0/x1', SHORT: 'abc', SEED: '  spaced value  ' }), [
      'https://hooks.example.com/T0/B0/x1',
      'spaced value',
    ]);
  });

  it('are not what half of the world has in its settings', () => {
    const values = ['true', '3000', 'localhost', 'development', 'production', 'postgres', '127.0.0.1', '0.0.0.0', '1.2.3', '********', ''];
    for (const value of [...values, 'http://localhost:3000', 'redis://127.0.0.1:6379/0', 'mongodb://localhost:27017/todos'])
      assert.deepEqual(secretsIn({ API_TOKEN: values.includes(value) ? value : '' }, { A_SECRET: values.includes(value) ? value : '', B: value }), [], value); // prettier-ignore
  });

  it('are passwords in URLs, as they are written and as they are meant', () => {
    assert.deepEqual(secretsIn({ DATABASE_URL: 'postgres://me:p%40ss%2Fword@db.example.com/x' }), ['p%40ss%2Fword', 'p@ss/word']);
    assert.deepEqual(secretsIn({ DATABASE_URL: 'postgres://me:a/b@c@db.example.com/x' }), ['a/b@c']);
    assert.deepEqual(secretsIn({ DATABASE_URL: 'postgres://postgres:postgres@localhost:5432/x' }), [], 'everybody has that one');
    assert.deepEqual(secretsIn({ A: 'redis://:hunter2@h', B: 'x://u:%zz-broken@h' }), ['hunter2', '%zz-broken']);
  });

  it('of several lines are each of their lines, too', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\nshort\n-----END KEY-----';
    assert.deepEqual(secretsIn({}, { KEY: key }), [key, 'MIIEvQIBADANBgkqhkiG']);
  });
});

describe('a mask of secrets', () => {
  const SECRET = 'p@ss "w/rd" & <é>!';

  it('takes them out as they are, and leaves all else', () => {
    assert.equal(masked('a hunter2 b hunter2', 'hunter2'), 'a *** b ***');
    assert.equal(masked('a b'), 'a b');
    assert.equal(masked('$& . .* hunter2', '.*', '$&'), '*** . *** hunter2', 'they are no patterns');
    assert.equal(masked('abcdef', 'abc', 'abcdef'), '***', 'the longer one first');
  });

  it('takes them out as URLs, forms, JSON and pages write them', () => {
    const url = encodeURIComponent(SECRET);
    for (const form of [
      url,
      url.toLowerCase().replace('%c3', '%c3'),
      new URLSearchParams({ a: SECRET }).toString().slice(2),
      JSON.stringify(SECRET).slice(1, -1),
      'p@ss &quot;w/rd&quot; &amp; &lt;é&gt;!',
      'p@ss &#34;w/rd&#34; &#38; &#60;é&#62;!',
    ])
      assert.equal(masked(`<${form}>`, SECRET), '<***>', form);
  });

  it('takes them out as strings of other languages and tools write them', () => {
    const secret = 'Grüße&<k>/7"\\x';
    const bytes = Buffer.from(secret);
    const json = JSON.stringify(secret).slice(1, -1);
    const forms: Readonly<Record<string, string>> = {
      'JSON within JSON': JSON.stringify(json).slice(1, -1),
      'json.dumps': 'Gr\\u00fc\\u00dfe&<k>/7\\"\\\\x',
      'JSON of PHP': 'Gr\\u00fc\\u00dfe&<k>\\/7\\"\\\\x',
      'JSON of PHP, unescaped': 'Grüße&<k>\\/7\\"\\\\x',
      'JSON of Go': 'Grüße\\u0026\\u003ck\\u003e/7\\"\\\\x',
      'JSON of .NET': 'Gr\\u00FC\\u00DFe\\u0026\\u003Ck\\u003E/7\\u0022\\\\x',
      'repr and util.inspect': 'Grüße&<k>/7"\\\\x',
      ascii: 'Gr\\xfc\\xdfe&<k>/7"\\\\x',
      bytes: 'Gr\\xc3\\xbc\\xc3\\x9fe&<k>/7"\\\\x',
      Buffer: inspect(bytes).slice('<Buffer '.length, -1),
      'JSON of a Buffer': JSON.stringify([...bytes]).slice(1, -1),
      hex: bytes.toString('hex'),
      'read as Latin-1': bytes.toString('latin1'),
      decomposed: secret.normalize('NFD'),
      'percent, twice': encodeURIComponent(encodeURIComponent(secret)),
      'a path': 'Gr%C3%BC%C3%9Fe%26%3Ck%3E/7%22%5Cx',
      'a page of Python': 'Grüße&amp;&lt;k&gt;/7&quot;\\x',
    };
    for (const [name, form] of Object.entries(forms)) assert.equal(masked(`<${form}>`, secret), '<***>', name);
  });

  it('takes out what lies over each other, and what Node.js has cut', () => {
    assert.equal(masked('abcdefghi', 'abcdef', 'defghi'), '***');
    const long = Array.from({ length: 60 }, (_, at) => String.fromCharCode(97 + (at % 26), 65 + (at % 24))).join('');
    assert.equal(masked(inspect(Buffer.from(long)), long), '<Buffer *** ... 70 more bytes>');
    assert.equal(masked(inspect(long, { maxStringLength: 30 }), long), "'***'... 90 more characters");
  });

  it('takes out long ones and many, whole and in parts, in no time, and no error names them', function () {
    this.timeout(20_000);
    const certificate = Array.from({ length: 10_000 }, (_, at) => createHash('md5').update(String(at)).digest('base64')).join('');
    const mask = new SecretMask([certificate]);
    assert.equal(mask.apply(`a ${certificate} b`), 'a *** b');
    assert.equal(mask.apply(`a ${JSON.stringify({ certificate })} b`), 'a {"certificate":"***"} b');
    assert.equal(mask.apply(`a ${certificate.slice(0, 1000)}… b`), 'a ***… b');
    const many = new SecretMask(Array.from({ length: 15_000 }, (_, at) => `value-${at}-${at * 7919}`));
    assert.equal(many.apply('a value-17-134623 b'), 'a *** b');
    assert.equal(many.openEnd('a value-17-1346'), 13);
    assert.equal(new SecretMask(['a'.repeat(400_000) + 'b']).openEnd('a'.repeat(60_000)), 255);
  });

  it('takes them out in Base64, alone and within something longer', () => {
    const secret = 'hunter2?>correct-horse';
    for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = Buffer.from(`${before}${secret}|after`).toString(encoding);
        const result = masked(`Basic ${text} end`, secret);
        assert.match(result, /\*\*\*/, `${before} ${encoding}`);
        assert.doesNotMatch(Buffer.from(result.replace('Basic ', '').replace(' end', '').replace('***', ''), encoding).toString(), /hunter2|horse/);
      } // prettier-ignore
    }
    assert.equal(masked(Buffer.from(secret).toString('base64'), secret), '***');
  });

  it('takes out what a cut has left of one', () => {
    assert.equal(masked('value "hunter2-corr… and more', 'hunter2-correct-horse'), 'value "***… and more');
    assert.equal(masked('…rrect-horse printed', 'hunter2-correct-horse'), '…*** printed');
    assert.equal(masked('the hut… is', 'hunter2-correct-horse'), 'the hut… is');
  });

  it('takes passwords out of URLs, which nobody has named', () => {
    assert.equal(withoutUrlPasswords('at postgres://me:p@ss@db:5432/x?a=b@c'), 'at postgres://me:***@db:5432/x?a=b@c');
    assert.equal(withoutUrlPasswords('redis://:x@h, https://u:t0ken@g.example/r.git'), 'redis://:***@h, https://u:***@g.example/r.git');
    assert.equal(withoutUrlPasswords('GET http://127.0.0.1:21000/users?email=a@b.c'), 'GET http://127.0.0.1:21000/users?email=a@b.c');
  });

  it('takes no longer for a long text that is made for it', () => {
    for (const text of [
      'x'.repeat(300_000),
      'x://'.repeat(75_000),
      'x://a:'.repeat(50_000),
      '…'.repeat(10_000),
      'a://b:c'.repeat(20_000),
    ]) {
      const mask = new SecretMask(['hunter2-correct-horse', 'xxxxxxxxxy']);
      assert.equal(mask.apply(text).length > 0 && mask.openEnd(text) < text.length, true);
    }
  });

  it('knows what of a text may go on in the next one', () => {
    const mask = new SecretMask(['hunter2-correct-horse']);
    assert.equal(mask.openEnd('prints hunter2-c'), 9);
    assert.equal(mask.openEnd('prints hunter2-correct-horse'), 0);
    assert.equal(mask.openEnd('a line\n'), 0);
    assert.equal(mask.openEnd('at postgres://me:pa'), 16);
  });
});
