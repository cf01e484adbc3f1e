import assert from 'node:assert/strict';
import {
  belongsTo,
  isContainerEngine,
  parseLsof,
  parseNetstat,
  parseProcNet,
  parseProcStat,
  parsePs,
  parseWindowsProcesses,
  reachedBy,
  wordsOfFailure,
} from '../../../src/checks/runner/processes';

describe('who listens, on Linux', () => {
  const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:5208 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 8412345 1 0000000000000000 100 0 0 10 0
   1: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 8412346 1 0000000000000000 100 0 0 10 0
   2: 0100007F:5208 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 8412347 1 0000000000000000 20 4 30 10 -1
`;
  const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:0BB8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 8412348 1 0000000000000000 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:5208 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 8412349 1 0000000000000000 100 0 0 10 0
   2: 00000000000000000000000001000000:5208 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 8412350 1 0000000000000000 100 0 0 10 0
`;

  it('stands in /proc/net/tcp: addresses, ports and inodes of what listens, and of nothing that is connected', () => {
    assert.deepEqual(parseProcNet(TCP), [
      { address: '127.0.0.1', port: 21_000, inode: '8412345' },
      { address: '0.0.0.0', port: 3_000, inode: '8412346' },
    ]);
  });

  it('stands in /proc/net/tcp6, with addresses of IPv4 in their longer form', () => {
    assert.deepEqual(parseProcNet(TCP6).map(({ address, port }) => [address, port]), [
      ['::', 3_000],
      ['::ffff:127.0.0.1', 21_000],
      ['::1', 21_000],
    ]); // prettier-ignore
  });

  it('has a name that may hold brackets and spaces', () => {
    assert.deepEqual(parseProcStat('4242 (my (odd) app) S 4200 4100 4100 0 -1 4194560 0 0\n'), {
      pid: 4242,
      parent: 4200,
      group: 4100,
      name: 'my (odd) app',
    });
    assert.equal(parseProcStat(''), undefined);
  });
});

describe('who listens, on macOS', () => {
  it('is told by lsof, a process and then its sockets', () => {
    const text = 'p4711\nf23\nn127.0.0.1:21000\nf24\nn*:3000\np4712\nf10\nn[::1]:21000\nf11\nn[::]:3001\n';
    assert.deepEqual(parseLsof(text), [
      { pid: 4711, address: '127.0.0.1', port: 21_000 },
      { pid: 4711, address: '*', port: 3_000 },
      { pid: 4712, address: '::1', port: 21_000 },
      { pid: 4712, address: '::', port: 3_001 },
    ]);
    assert.deepEqual(parseLsof(''), []);
  });

  it('is a process of ps, with its group and its start', () => {
    const text = [
      '    1     0     1 Mon Nov 23 08:12:01 2026     /sbin/launchd',
      ' 4711  4700  4700 Sat Nov 28 14:20:53 2026     /opt/homebrew/bin/node',
      '',
    ].join('\n');
    const processes = parsePs(text);
    assert.deepEqual([...processes.keys()], [1, 4711]);
    const started = new Date(2026, 10, 28, 14, 20, 53).getTime();
    assert.deepEqual(processes.get(4711), { pid: 4711, parent: 4700, group: 4700, name: 'node', startedAt: started });
  });
});

describe('who listens, on Windows', () => {
  it('is told by netstat, in every language', () => {
    const text = [
      '',
      'Aktive Verbindungen',
      '',
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1180',
      '  TCP    127.0.0.1:21000        0.0.0.0:0              ABHÖREN         9184',
      '  TCP    127.0.0.1:21000        127.0.0.1:50112        HERGESTELLT     9184',
      '  TCP    [::]:3000              [::]:0                 ABHÖREN         7720',
      '  UDP    0.0.0.0:5353           *:*                                    2212',
    ].join('\r\n');
    assert.deepEqual(parseNetstat(text), [
      { pid: 1180, address: '0.0.0.0', port: 135 },
      { pid: 9184, address: '127.0.0.1', port: 21_000 },
      { pid: 7720, address: '::', port: 3_000 },
    ]);
  });

  it('is a process of Win32_Process, with its start, where there is one', () => {
    const text = [
      '"ProcessId","ParentProcessId","Started","Name"',
      '"4","0",,"System"',
      '"9184","9100","2026-11-28T14:20:53.1234560Z","node.exe"',
    ].join('\r\n');
    const processes = parseWindowsProcesses(text);
    assert.deepEqual(processes.get(4), { pid: 4, parent: 0, name: 'System' });
    assert.deepEqual(processes.get(9184), {
      pid: 9184,
      parent: 9100,
      name: 'node.exe',
      startedAt: Date.UTC(2026, 10, 28, 14, 20, 53, 123),
    });
  });
});

describe('whose a process is', () => {
  const startedAt = Date.UTC(2026, 10, 28, 12);
  const program = { pid: 100, startedAt, mark: 'run/1/' };
  const world = (...entries: readonly (readonly [pid: number, parent: number, seconds?: number, group?: number])[]) =>
    new Map(
      entries.map(([pid, parent, seconds, group]) => [
        pid,
        {
          pid,
          parent,
          name: 'node',
          ...(seconds !== undefined && { startedAt: startedAt + 1_000 * seconds }),
          ...(group !== undefined && { group }),
        },
      ]),
    );

  it("is the program's when it is the program, descends from it, or is of its group", () => {
    assert.equal(belongsTo(100, program, world([100, 50, 0])), true);
    assert.equal(belongsTo(102, program, world([100, 50, 0], [101, 100, 1], [102, 101, 1])), true);
    assert.equal(belongsTo(102, program, world([102, 1, 1, 100])), true);
  });

  it('is not when it, or one from which it descends, was there before', () => {
    assert.equal(belongsTo(102, program, world([102, 1, -60])), false);
    assert.equal(belongsTo(102, program, world([60, 1, -600], [101, 60, 3], [102, 101, 4])), false);
  });

  it('is not known when one between the two has ended, or its number is of a later one', () => {
    assert.equal(belongsTo(102, program, world([102, 101, 3])), undefined);
    assert.equal(belongsTo(102, program, world([101, 100, 9], [102, 101, 3], [100, 50, 0])), undefined);
    assert.equal(belongsTo(102, program, world([1, 0, -9_000], [102, 1, 3])), undefined);
    assert.equal(belongsTo(102, program, world()), undefined);
  });

  it('is for its engine to say when a container publishes the port', () => {
    for (const name of ['docker-proxy', 'com.docker.backend', 'rootlessport', 'gvproxy', 'wslrelay.exe'])
      assert.ok(isContainerEngine(name), name);
    for (const name of ['node', 'python3', 'java', 'ruby', 'main']) assert.ok(!isContainerEngine(name), name);
  });
});

describe('what answers a connection to 127.0.0.1', () => {
  const at = (address: string, port = 3_000) => ({ address, port });

  it('is what is bound to it, before what is bound to all addresses', () => {
    assert.deepEqual(reachedBy('127.0.0.1', [at('::'), at('0.0.0.0'), at('127.0.0.1')], 3_000), [at('127.0.0.1')]);
    assert.deepEqual(reachedBy('127.0.0.1', [at('::'), at('*')], 3_000), [at('*')]);
    assert.deepEqual(reachedBy('127.0.0.1', [at('::1'), at('::')], 3_000), [at('::')]);
    assert.deepEqual(reachedBy('::1', [at('::1'), at('::'), at('127.0.0.1')], 3_000), [at('::1')]);
    assert.deepEqual(reachedBy('::1', [at('::'), at('127.0.0.1')], 3_000), [at('::')]);
    assert.deepEqual(reachedBy('::1', [at('127.0.0.1'), at('0.0.0.0')], 3_000), []);
  });

  it('is nothing of another port, or of another address alone', () => {
    assert.deepEqual(reachedBy('127.0.0.1', [at('127.0.0.1', 3_001), at('::1'), at('192.168.1.4')], 3_000), []);
  });

  it('may be several at once, which share it', () => {
    assert.deepEqual(reachedBy('127.0.0.1', [at('127.0.0.1'), at('127.0.0.1')], 3_000).length, 2);
  });
});

describe('a command that has failed', () => {
  it('is quoted in its own words, on one line', () => {
    const failed = Object.assign(new Error('Command failed: taskkill /pid 12'), {
      code: 128,
      stderr: 'ERROR: The process "12" could\r\n not be terminated.\r\n',
    });
    assert.equal(wordsOfFailure(failed), 'ERROR: The process "12" could not be terminated.');
    assert.equal(wordsOfFailure(Object.assign(new Error('x'), { stderr: '\n', stdout: 'No such process.' })), 'No such process.');
    assert.equal(wordsOfFailure(Object.assign(new Error('spawn taskkill ENOENT'), { stderr: '' })), 'spawn taskkill ENOENT');
    assert.equal(wordsOfFailure('gone'), 'gone');
  });
});
