/** Compiles a Redis pattern (`h?llo`, `h*llo`, `h[ae]llo`, `h[^e]llo`, `\*`) into a predicate over binary strings. */
export function globMatcher(pattern: string): (text: string) => boolean {
  if (pattern === '*') return () => true;
  const source = translate(pattern);
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

function translate(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*') {
      while (pattern[i + 1] === '*') i++;
      source += '.*';
    } else if (char === '?') source += '.';
    else if (char === '[') {
      const group = readClass(pattern, i);
      source += group.source;
      i = group.end;
    } else {
      if (char === '\\' && i + 1 < pattern.length) i++;
      source += literal(pattern[i] ?? '');
    }
  }
  return source;
}

/** Reads `[…]` from its bracket; one that is never closed reaches to the end of the pattern, as in Redis. */
function readClass(pattern: string, open: number): { source: string; end: number } {
  let i = open + 1;
  const negated = pattern[i] === '^';
  if (negated) i++;
  let members = '';
  for (; i < pattern.length && pattern[i] !== ']'; i++) {
    if (pattern[i] === '\\' && i + 1 < pattern.length) i++;
    const from = pattern[i] ?? '';
    if (pattern[i + 1] === '-' && i + 2 < pattern.length) {
      const to = pattern[i + 2] ?? '';
      members += from <= to ? `${escapeMember(from)}-${escapeMember(to)}` : `${escapeMember(to)}-${escapeMember(from)}`;
      i += 2;
    } else members += escapeMember(from);
  }
  const empty = negated ? '.' : '(?!)';
  return { source: members === '' ? empty : `[${negated ? '^' : ''}${members}]`, end: i };
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function escapeMember(char: string): string {
  return char.replace(/[\\\]^-]/g, '\\$&');
}
