// What stands above and below each printed page. No Electron.

const NOTHING = '<span></span>'
const PRACTICE =
  '<div style="width:100%;text-align:center;font:bold 9px sans-serif;color:#7b3fb5">' +
  'Made in practice mode: nothing in it is real</div>'

/** Chromium fills both numbers in; the template is a page of its own without ours. */
const FOOTER =
  '<div style="width:100%;text-align:center;font:8px sans-serif;color:#666">' +
  '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'

/** As Chromium’s printing takes it: the number of each page, and in practice mode that it is practice. */
export function sheetMargins({ practice }: { practice: boolean }) {
  return { displayHeaderFooter: true, headerTemplate: practice ? PRACTICE : NOTHING, footerTemplate: FOOTER }
}
