/** For messages: `mongodb://ada:***@host`. A URL of MongoDB may name several hosts, which `new URL` cannot read. */
export function withoutPassword(url: string): string {
  return url.replace(/^([^/]*\/\/[^:@/]*:)[^@/]*@/, '$1***@');
}
