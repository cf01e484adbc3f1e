import type { Command, Maker } from './generator';

/** An EVAL of a random script: a command called from Lua, or what Lua itself and its libraries make of values. */
export function randomScript(maker: Maker): Command {
  return maker.random.pick(kinds)(maker);
}

/** Each of these is one EVAL whose answer does not depend on chance, time or the order of a table. */
const kinds: readonly ((maker: Maker) => Command)[] = [
  callCommand('redis.call'),
  callCommand('redis.pcall'),
  (m) => script(`local fine, result = pcall(redis.call, ${words(steady(m))}) return {tostring(fine), result}`),
  (m) => script(`return {${expression(m)}, tostring(${expression(m)}), ${expression(m)}}`),
  (m) => script(`return tostring(${expression(m)})`),
  (m) => script(`return redis.call('SET', KEYS[1], ${expression(m)}) and redis.call('GET', KEYS[1])`, ['s0']),
  (m) => script(`return cjson.encode(${json(m, 3)})`),
  (m) => script(`return cjson.encode(cjson.decode(ARGV[1]))`, [], [m.random.pick(jsonTexts)]),
  (m) => script(`return cjson.encode({cmsgpack.unpack(ARGV[1])})`, [], [m.random.several(1, 2, () => m.random.pick(packed)).join('')]),
  (m) =>
    script(
      `return string.format(ARGV[1], ${m.random.pick(numbers)})`,
      [],
      [m.random.pick(['%d', '%5.2f', '%g', '%e', '%x', '%05d', '%-8s|', '%+d', '%.3s', '%10.4g', '%i%%', '%q'])],
    ),
  (m) => script(`return {${m.random.pick(textFunctions)}}`, [], [m.value(), m.member()]),
  (m) =>
    script(
      `local t = {} for i = ${m.integer(-2, 3)}, ${m.integer(0, 6)} do t[#t + 1] = i * ${m.random.pick(numbers)} end return {#t, table.concat(t, ','), unpack(t)}`,
    ),
  (m) => script(m.random.pick(failures)),
  (m) =>
    script(
      `redis.call('DEL', KEYS[1]) for i = 1, ${m.integer(1, 5)} do redis.call('RPUSH', KEYS[1], i, i * 1.5, ARGV[1]) end return redis.call('LRANGE', KEYS[1], 0, -1)`,
      ['l0'],
      [m.member()],
    ),
];

const numbers = [
  '0',
  '1',
  '-1',
  '3.7',
  '10/2',
  '1e15',
  '2^53',
  '1e300',
  '123456789012',
  '0.1',
  '1/3',
  '-7 % 3',
  '7.5 % -2',
  '0x10',
  '#"abc"',
  'math.floor(-3.5)',
  'math.huge * 0 == 0 and 1 or 2',
  'tonumber("12")',
  'tonumber("1e2")',
  '5 * 1000000000',
  '2147483647 + 1',
];
const jsonTexts = [
  '[1,2.5,"a"]',
  '{"a":[1,{"b":null}]}',
  '"\\u00e9\\n/"',
  '[]',
  '{}',
  '[1,',
  'tru',
  '{"a" 1}',
  '1e3',
  '-0.5',
  '[true,false,null]',
  '"\\ud83d\\ude00"',
  '',
  '{1:2}',
  '"abc',
];
/** What BullMQ's packer makes of values: numbers of every size, texts, lists and records, and one that is cut short. */
const packed = [
  ...['\x00', '\x7f', '\xcc\x80', '\xcd\x01\x00', '\xce\x00\x01\x00\x00', '\xcf\x00\x00\x01\x00\x00\x00\x00\x00'],
  ...['\xff', '\xd0\x80', '\xd1\xff\x00', '\xd2\xff\x00\x00\x00', '\xd3\xff\xff\xff\x00\x00\x00\x00\x00'],
  ...['\xca\x3f\xc0\x00\x00', '\xcb\x3f\xb9\x99\x99\x99\x99\x99\x9a', '\xc2', '\xc3', '\xa0', '\xa3abc'],
  ...[`\xd9\x28${'x'.repeat(40)}`, `\xda\x01\x00${'y'.repeat(256)}`, '\xc4\x02ab', '\x93\x01\x02\xa1a', '\xdc\x00\x02\x01\xc3'],
  ...['\x81\xa1a\x01', '\x81\xa1a\x92\x01\x81\xa1b\xa1c', '\xde\x00\x01\xa3b_c\xcb\x40\x04\x00\x00\x00\x00\x00\x00', '\x92\x01'],
];
const textFunctions = [
  'ARGV[1]:upper()',
  '#ARGV[1]',
  'ARGV[1]:sub(2, -2)',
  'ARGV[1]:rep(2)',
  'ARGV[1]:reverse()',
  'string.find(ARGV[1], "l", 1, true)',
  '(ARGV[1]:gsub("%w", "<%0>"))',
  'ARGV[1]:match("(%d+)")',
  'ARGV[1] .. 1 .. 2.5',
  'ARGV[1] == ARGV[2]',
  'ARGV[1] < ARGV[2]',
  'tonumber(ARGV[1])',
  'type(tonumber(ARGV[1]))',
  'redis.sha1hex(ARGV[1])',
  'ARGV[1]:byte(1, 3)',
  'string.char(65, 66)',
];
const failures = [
  "return redis.error_reply('My Error')",
  "return redis.error_reply('single')",
  "return redis.status_reply('FINE')",
  "error('boom')",
  "error({err = 'CODE text'})",
  'return nothing',
  'local a = nil\nreturn a.b',
  'x = 5',
  'return {1, 2, nil, 4}',
  'return {ok = "x"}',
  'return {err = "E x"}',
  'return true',
  'return false',
  'return nil',
  "return {false, true, 'a', {1, {2}}}",
  "redis.call('NOSUCH')",
  "return redis.call('GET')",
  'return redis.call()',
  "return redis.call('SUBSCRIBE', 'x')",
  "return redis.call('SET', 'a', {})",
];

function script(source: string, keys: readonly string[] = [], args: readonly string[] = []): Command {
  return ['EVAL', source, String(keys.length), ...keys, ...args];
}

function callCommand(how: string): (maker: Maker) => Command {
  return (maker) => script(`return ${how}(${words(steady(maker))})`);
}

const unsteady = /^(KEYS|TTL|.?SCAN|SMEMBERS|HGETALL|HKEYS|HVALS|PUBSUB|SELECT)$/i;

function steady(maker: Maker): Command {
  for (;;) {
    const command = maker.command();
    if (!unsteady.test(command[0] ?? '')) return command;
  }
}

/** Words as Lua literals, byte for byte. */
function words(command: Command): string {
  return command
    .map(
      (word) =>
        `'${Array.from(word)
          .map((char) => (/[\w .:*()[\]-]/.test(char) ? char : `\\${String(char.charCodeAt(0)).padStart(3, '0')}`))
          .join('')}'`,
    )
    .join(', ');
}

function expression(maker: Maker): string {
  const { random } = maker;
  if (random.chance(0.4)) return random.pick(numbers);
  return `(${random.pick(numbers)}) ${random.pick(['+', '-', '*', '/'])} (${random.pick(numbers.slice(0, 12))})`;
}

/** A table with at most one named field at each level, so that its order is certain. */
function json(maker: Maker, depth: number): string {
  const { random } = maker;
  if (depth === 0 || random.chance(0.3))
    return random.pick(['1', '2.5', '"a/b\\n"', 'true', 'cjson.null', '{}', '1e20', '0.1', '"\\195\\169"', '12345678901234']);
  return random.chance(0.5)
    ? `{${random.several(1, 3, () => json(maker, depth - 1)).join(', ')}}`
    : `{${random.pick(['a', 'b_c'])} = ${json(maker, depth - 1)}}`;
}
