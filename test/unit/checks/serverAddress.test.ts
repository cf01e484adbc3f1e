import assert from 'node:assert/strict';
import { hostIn, isThisMachine, parseServerAddress } from '../../../src/checks/serverAddress';

describe('the address of a running server', () => {
  it('is written in the ways people write it', () => {
    for (const [typed, url] of [
      ['http://localhost:3000', 'http://localhost:3000'],
      [' http://localhost:3000/ ', 'http://localhost:3000'],
      ['localhost:3000', 'http://localhost:3000'],
      ['3000', 'http://localhost:3000'],
      [':8080', 'http://localhost:8080'],
      ['https://API.example.com', 'https://api.example.com'],
      ['http://[::1]:3000', 'http://[::1]:3000'],
      ['http://example.com:80', 'http://example.com'],
    ] as const) {
      const address = parseServerAddress(typed);
      assert.equal('url' in address ? address.url : address.fault, url, typed);
    }
  });

  it('leads to this machine or its network, or to somebody else', () => {
    for (const [host, isPrivate] of [
      ['localhost', true],
      ['api.localhost', true],
      ['127.0.0.1', true],
      ['127.1', true],
      ['0x7f000001', true],
      ['10.1.2.3', true],
      ['172.16.0.1', true],
      ['172.31.255.1', true],
      ['192.168.1.20', true],
      ['169.254.1.1', true],
      ['[::1]', true],
      ['[fd12:3456::1]', true],
      ['[fe80::1]', true],
      ['pi.local', true],
      ['host.docker.internal', true],
      ['172.32.0.1', false],
      ['11.1.2.3', false],
      ['192.169.1.1', false],
      ['example.com', false],
      ['localhost.example.com', false],
      ['127.0.0.1.example.com', false],
      ['10.example', false],
      ['notlocalhost', false],
      ['staging', false],
      ['[2001:db8::1]', false],
      ['[fdaa.example]', undefined],
    ] as const) {
      const address = parseServerAddress(`http://${host}:3000`);
      assert.equal('isPrivate' in address ? address.isPrivate : undefined, isPrivate, host);
    }
  });

  it('is refused with the reason', () => {
    for (const [typed, fault] of [
      ['', 'no-address'],
      ['   ', 'no-address'],
      ['http://', 'no-address'],
      ['http://local host', 'no-address'],
      ['99999', 'no-address'],
      ['ftp://localhost', 'scheme'],
      ['file:///etc/passwd', 'scheme'],
      ['http://ada:secret@localhost:3000', 'credentials'],
      ['http://localhost:3000/api', 'path'],
      ['http://localhost:3000/?a=1', 'path'],
      ['http://localhost:3000/#top', 'path'],
    ] as const) {
      assert.deepEqual(parseServerAddress(typed), { fault }, typed);
    }
  });

  it('is spoken of by its host, where that holds nothing of a password', () => {
    for (const [typed, host] of [
      ['https://ghp_0123456789@api.example.com:8443', 'api.example.com:8443'],
      ['http://ada:secret@localhost:3000', 'localhost:3000'],
      ['localhost:3000/?api_key=secret', 'localhost:3000'],
      ['http://ada:pa?ss@host', undefined],
      ['http://ada:12?ss@host', undefined],
      ['http://secret#x@host', undefined],
      ['http://secret/x@host', undefined],
      ['file:///etc/passwd', undefined],
      ['http://', undefined],
    ] as const) {
      assert.equal(hostIn(typed), host, typed);
    }
  });

  it('is that of this machine only as a whole', () => {
    for (const host of ['localhost', '127.0.0.1', '127.0.0.2', '[::1]']) assert.ok(isThisMachine(host), host);
    for (const host of ['localhost.evil.example', '127.evil.example', '127.0.0.1.evil.example', '[::1:2]', 'notlocalhost', '10.0.0.1'])
      assert.ok(!isThisMachine(host), host);
  });
});
