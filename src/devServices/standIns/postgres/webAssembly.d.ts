/** The two parts of the platform's WebAssembly that are used; their types otherwise come with those of the browser only. */
declare namespace WebAssembly {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a compiled module is opaque
  interface Module {}
  function compile(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Module>;
}
