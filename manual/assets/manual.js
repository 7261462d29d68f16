// What the theme leaves out for those who do not see the page, or have no mouse: the lists inside the margin and the
// buttons of a block of code are no landmarks of their own, and what scrolls can be focused.
const NAMES = ["aria-label", "aria-labelledby", "aria-expanded"]
const mend = () => {
  document.querySelectorAll("nav.md-code__nav, nav.md-nav nav.md-nav").forEach((one) => {
    one.setAttribute("role", "presentation")
    NAMES.filter((name) => one.hasAttribute(name)).forEach((name) => one.removeAttribute(name))
  })
  document.querySelectorAll(".md-typeset__scrollwrap").forEach((one) => one.setAttribute("tabindex", "0"))
}
document.addEventListener("DOMContentLoaded", () => {
  mend()
  new MutationObserver(mend).observe(document.body, {childList: true, subtree: true, attributeFilter: NAMES})
})
