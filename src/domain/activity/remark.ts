/** What the activity log says beside a code: words of ours, or a name that was given to something, which stays as it was given. */
export type Remark = string | { readonly name: string; readonly more?: string }
