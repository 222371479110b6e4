/** Brings several streams, each in order of a text, into one in that order. */
export async function* mergeSorted<Item>(
  streams: readonly AsyncGenerator<Item, void, undefined>[],
  orderOf: (item: Item) => string,
): AsyncGenerator<Item, void, undefined> {
  const heads = await Promise.all(streams.map((stream) => stream.next()));
  for (;;) {
    let least = -1;
    let leastOrder = "";
    for (const [index, head] of heads.entries()) {
      if (head.done === true) continue;
      const order = orderOf(head.value);
      if (least === -1 || order < leastOrder) [least, leastOrder] = [index, order];
    }
    const head = heads[least];
    const stream = streams[least];
    if (head === undefined || head.done === true || stream === undefined) return;
    yield head.value;
    heads[least] = await stream.next();
  }
}
