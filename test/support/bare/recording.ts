import type { Frame } from 'playwright-core';
import type { ThemeRecord } from './themes';

const KINDS: Readonly<Record<string, ThemeRecord['kind']>> = {
  'vscode-dark': 'Dark',
  'vscode-light': 'Light',
  'vscode-high-contrast': 'HighContrast',
  'vscode-high-contrast-light': 'HighContrastLight',
};

/** Reads what VS Code has given to a page in a real window. */
export async function recordTheme(frame: Frame): Promise<ThemeRecord> {
  const { classes, data, variables } = await frame.evaluate(() => {
    const { style } = document.documentElement;
    return {
      classes: [...document.body.classList].filter((name) => name.startsWith('vscode-')).sort(),
      data: Object.fromEntries(Object.entries(document.body.dataset).filter(([name]) => name.startsWith('vscode'))) as Record<
        string,
        string
      >,
      variables: Object.fromEntries([...style].sort().map((name) => [name, style.getPropertyValue(name).trim()])),
    };
  });
  return { kind: KINDS[data['vscodeThemeKind'] ?? ''] ?? 'Dark', classes, data, variables };
}

/** Reads the style sheet that VS Code puts before that of a page. */
export const recordDefaultStyles = (frame: Frame): Promise<string> =>
  frame.evaluate(() => document.getElementById('_defaultStyles')?.textContent ?? '');
