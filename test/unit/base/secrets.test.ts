import assert from 'node:assert/strict';
import { SecretMask, secretsIn, withoutUrlPasswords } from '../../../src/base/secrets';

const masked = (text: string, ...secrets: string[]) => new SecretMask(secrets).apply(text);

describe('the secrets among variables', () => {
  it('are told by their names', () => {
    for (const name of ['GITHUB_TOKEN', 'DB_PASSWORD', 'PGPASSWORD', 'MYSQL_PWD', 'STRIPE_SECRET_KEY', 'apiKey', 'JWT', 'AWS_ACCESS_KEY_ID', 'BASIC_AUTH'])
      assert.deepEqual(secretsIn({ [name]: 'hunter2x' }), ['hunter2x'], name); // prettier-ignore
    for (const name of ['PWD', 'OLDPWD', 'HOME', 'PATH', 'SSH_AUTH_SOCK', 'GIT_ASKPASS', 'SSH_ASKPASS', 'LANG', 'USER', 'NODE_ENV'])
      assert.deepEqual(secretsIn({ [name]: '/home/me/projects' }), [], name); // prettier-ignore
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
