// Where the window stood last.
import { z } from 'zod'

export const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
})
export type Place = z.infer<typeof placeSchema>

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A remembered place counts only while the work area of some screen still shows a good part of it. */
export function isVisibleOn(areas: readonly Area[], place: Area): boolean {
  return areas.some((area) => {
    const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
    const height = Math.min(place.y + place.height, area.y + area.height) - Math.max(place.y, area.y)
    return width > 200 && height > 100
  })
}
