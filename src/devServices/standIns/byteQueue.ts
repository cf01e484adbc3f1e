/** Bytes as they arrive, joined only once a whole message is there: joined at each piece, a large one would cost the square of its size. */
export class ByteQueue {
  private chunks: Buffer[] = [];
  private size = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.size;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  /** The first bytes, which stay; undefined while there are fewer. */
  peek(count: number): Buffer | undefined {
    if (this.size < count) return undefined;
    this.join(count);
    return (this.chunks[0] ?? Buffer.alloc(0)).subarray(0, count);
  }

  /** The first bytes, which are gone from here then; undefined while there are fewer. */
  take(count: number): Buffer | undefined {
    const bytes = this.peek(count);
    const [first] = this.chunks;
    if (bytes === undefined || first === undefined) return bytes;
    this.size -= count;
    if (first.length === count) this.chunks.shift();
    else this.chunks[0] = first.subarray(count);
    return bytes;
  }

  /** Where a byte stands first among the first `most` bytes, or -1. */
  indexOf(byte: number, most: number): number {
    let before = 0;
    for (const chunk of this.chunks) {
      const at = chunk.indexOf(byte);
      if (at >= 0) return before + at < most ? before + at : -1;
      before += chunk.length;
      if (before >= most) break;
    }
    return -1;
  }

  /** Makes the first chunk at least so long. */
  private join(count: number): void {
    let joined = this.chunks[0]?.length ?? 0;
    if (joined >= count) return;
    let pieces = 1;
    while (joined < count) joined += this.chunks[pieces++]?.length ?? 0;
    this.chunks.unshift(Buffer.concat(this.chunks.splice(0, pieces)));
  }
}
