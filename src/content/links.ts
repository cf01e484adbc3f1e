/** Where a link of a lesson leads. A closed list: content names no command and no other scheme. */
export type LessonLink =
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'topic'; readonly id: string }
  | { readonly kind: 'project'; readonly id: string };

const OURS = /^(topic|project):([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The target of a link, or undefined when a lesson may not lead there. */
export function parseLink(href: string): LessonLink | undefined {
  const [, kind, id] = OURS.exec(href) ?? [];
  if (kind !== undefined && id !== undefined) return { kind: kind as 'topic' | 'project', id };
  return /^https:\/\/[^\s/]/i.test(href) ? { kind: 'web', url: href } : undefined;
}
