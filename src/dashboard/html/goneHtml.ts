import { html, type Html } from '../../base/html';

export interface GoneWords {
  readonly title: string;
  readonly text: string;
  readonly open: string;
}

/** What a restored tab says when its roadmap is no longer part of the extension. */
export const goneBody = ({ title, text, open }: GoneWords): Html =>
  html`<body data-gone>
    <main class="gone">
      <h1>${title}</h1>
      <p>${text}</p>
      <button type="button" class="primary" data-go="current">${open}</button>
    </main>
  </body>`;
