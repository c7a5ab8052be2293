/**
 * What a stand-in remembers beside its world, made when it is first asked for. A reset begins another world, for which nothing has been
 * counted or shown yet.
 */
export function perWorld<World extends object, Memory>(make: () => Memory): (world: World) => Memory {
  const kept = new WeakMap<World, Memory>()
  return (world) => {
    const memory = kept.get(world) ?? make()
    kept.set(world, memory)
    return memory
  }
}
