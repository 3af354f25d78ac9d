// What a page must have for everybody: names, one heading, contrast. Returns what is missing.
() => {
  const problems = [];
  const seen = element => element.checkVisibility() && element.getBoundingClientRect().left > -500;
  const name = element => (element.getAttribute('aria-label') || element.textContent || element.labels?.[0]?.textContent || '').trim();
  for (const element of document.querySelectorAll('a, button, input, select, [role=region], svg[role=img]')) {
    if (seen(element) && !name(element)) {
      problems.push('no name: ' + element.outerHTML.slice(0, 120));
    }
  }
  if (document.querySelectorAll('h1').length !== 1) {
    problems.push(document.querySelectorAll('h1').length + ' first headings');
  }
  if (!document.documentElement.lang || !document.title) {
    problems.push('no language or title');
  }
  const parse = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map(value => value / 255)
      .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a > 0.99) {
        return colour;
      }
    }
    return parse('rgb(255, 255, 255)');
  };
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own || !seen(element) || element.disabled || element.closest('svg') || element.tagName === 'SCRIPT') {
      continue;
    }
    const [ink, paper] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) {
      problems.push('contrast ' + ratio.toFixed(2) + ': ' + element.outerHTML.slice(0, 120));
    }
  }
  return [...new Set(problems)].slice(0, 20);
}
