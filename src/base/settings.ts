import * as vscode from 'vscode';
import { SettingId } from '../ids';

/** What is opened once a project is scaffolded. */
export const AFTERWARDS = ['newWindow', 'here', 'addToWorkspace', 'nothing'] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

/** Whether a stored or given value says what to open. */
export const isAfterwards = (value: unknown): value is Afterwards => AFTERWARDS.some((one) => one === value);

export type StatusBarFormat = 'count' | 'percent';

const read = <T>(name: string, fallback: T): T => vscode.workspace.getConfiguration(SettingId.section).get<T>(name, fallback);

/** The learner's settings, read when they are needed. */
export const settings = {
  get statusBarVisible(): boolean {
    return read(SettingId.statusBarVisible, true);
  },
  get statusBarFormat(): StatusBarFormat {
    return read<unknown>(SettingId.statusBarFormat, 'count') === 'percent' ? 'percent' : 'count';
  },
  get hideCompleted(): boolean {
    return read(SettingId.hideCompleted, false);
  },
  /** Years of work, for the salaries; null when the learner has not said. */
  get experience(): number | null {
    const years = read<unknown>(SettingId.experience, null);
    return typeof years === 'number' && years >= 0 ? years : null;
  },
  /** The id of the country in whose salaries the learner stands; null when they have not said. */
  get country(): string | null {
    const country = read<unknown>(SettingId.country, null);
    return typeof country === 'string' ? country : null;
  },
  /** Whether streaks of weeks are counted in the learner's sight. */
  get streak(): boolean {
    return read(SettingId.streak, true);
  },
  /** What is opened once a project is scaffolded. */
  get scaffoldAfterwards(): Afterwards | 'ask' {
    const value = read<unknown>(SettingId.scaffoldAfterwards, 'ask');
    return isAfterwards(value) ? value : 'ask';
  },
  /** The learner's name on certificates; empty for none, null when they were not asked yet. */
  get certificateName(): string | null {
    const name = read<unknown>(SettingId.certificateName, null);
    return typeof name === 'string' ? name : null;
  },
  async setCertificateName(name: string): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SettingId.section);
    await configuration.update(SettingId.certificateName, name, vscode.ConfigurationTarget.Global);
  },
  async setScaffoldAfterwards(value: Afterwards): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SettingId.section);
    await configuration.update(SettingId.scaffoldAfterwards, value, vscode.ConfigurationTarget.Global);
  },
  /** Sets where the learner stands among the salaries; null for nowhere. The country first, so that no level of another one is marked meanwhile. */
  async setExperience(years: number | null, country: string): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SettingId.section);
    await configuration.update(SettingId.country, years === null ? undefined : country, vscode.ConfigurationTarget.Global);
    await configuration.update(SettingId.experience, years ?? undefined, vscode.ConfigurationTarget.Global);
  },
  async setHideCompleted(value: boolean): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SettingId.section);
    await configuration.update(SettingId.hideCompleted, value, vscode.ConfigurationTarget.Global);
  },
};

/** Calls back when one of the extension's settings changed. */
export function onDidChangeSettings(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SettingId.section)) changed();
  });
}
