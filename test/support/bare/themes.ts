import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThemeKind } from '../appearance';

/** What VS Code gives a page in one theme, as it was recorded from a real window. */
export interface ThemeRecord {
  readonly kind: 'Light' | 'Dark' | 'HighContrast' | 'HighContrastLight';
  /** VS Code's classes of the body. */
  readonly classes: readonly string[];
  /** VS Code's data of the body, the name that settings have for the theme among them. */
  readonly data: Readonly<Record<string, string>>;
  /** The variables of the root element. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The folder of the recordings; `npm run record-themes` writes them. */
export const themeFolder = join(__dirname, 'themes');

export const themeKinds = ['dark', 'light', 'hcDark', 'hcLight'] as const satisfies readonly ThemeKind[];

/** One of the four themes. */
export const readTheme = (kind: ThemeKind): ThemeRecord =>
  JSON.parse(readFileSync(join(themeFolder, `${kind}.json`), 'utf8')) as ThemeRecord;

/** The style sheet that VS Code puts before a page's own. */
export const readDefaultStyles = (): string => readFileSync(join(themeFolder, 'default.css'), 'utf8');
