import { posix } from 'node:path';

/** The parts of an address, all of them text, empty where there is nothing. */
interface Parts {
  scheme: string;
  authority: string;
  path: string;
  query: string;
  fragment: string;
}

const NOTHING: Parts = { scheme: '', authority: '', path: '', query: '', fragment: '' };

/** `vscode.Uri`, as far as the extension knows it. */
export class Uri implements Parts {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query: string,
    readonly fragment: string,
  ) {}

  static file(path: string): Uri {
    return Uri.from({ scheme: 'file', path });
  }

  static from(parts: Partial<Parts>): Uri {
    const { scheme, authority, path, query, fragment } = { ...NOTHING, ...parts };
    return new Uri(scheme, authority, path, query, fragment);
  }

  static parse(value: string): Uri {
    const [, scheme = '', , authority = '', path = '', query = '', fragment = ''] =
      /^(?:([^:/?#]+):)?(\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(value) ?? [];
    return Uri.from({
      scheme,
      authority: decodeURIComponent(authority),
      path: decodeURIComponent(path),
      query: decodeURIComponent(query),
      fragment: decodeURIComponent(fragment),
    });
  }

  static joinPath(base: Uri, ...segments: string[]): Uri {
    return base.with({ path: posix.join(base.path, ...segments) });
  }

  get fsPath(): string {
    return this.path;
  }

  with(change: Partial<Parts>): Uri {
    return Uri.from({ ...this.toJSON(), ...change });
  }

  toString(): string {
    const encoded = this.path.split('/').map(encodeURIComponent).join('/');
    const hasAuthority = this.authority !== '' || this.scheme === 'file';
    return [
      this.scheme && `${this.scheme}:`,
      hasAuthority && `//${this.authority}`,
      encoded,
      this.query && `?${encodeURIComponent(this.query)}`,
      this.fragment && `#${encodeURIComponent(this.fragment)}`,
    ]
      .filter(Boolean)
      .join('');
  }

  toJSON(): Parts {
    const { scheme, authority, path, query, fragment } = this;
    return { scheme, authority, path, query, fragment };
  }
}
