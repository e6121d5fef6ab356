(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  var stage = doc.getElementById("stage"), svg = doc.getElementById("board"), said = doc.getElementById("said");
  var box = svg.viewBox.baseVal, W = box.width, H = box.height;
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var k = 1, x = 0, y = 0, fitted = true, width = 0, height = 0, resting = 0;
  var fingers = new Map(), moved = false, pinched = false, tap = null, telling = 0, scale = 1;

  function whole() { return Math.min(stage.clientWidth / W, stage.clientHeight / H, 2) || 1; }
  function clamp(value, low, high) { return Math.max(low, Math.min(high, value)); }

  function draw(gently) {
    var keep = Math.min(64, width / 3, height / 3);
    x = clamp(x, keep - W * k, width - keep);
    y = clamp(y, keep - H * k, height - keep);
    svg.style.transition = gently && !calm.matches ? "transform .18s ease-out" : "none";
    svg.style.willChange = "transform";
    clearTimeout(resting);
    resting = setTimeout(function () { svg.style.willChange = "auto"; }, 240);
    svg.style.transform = "translate(" + x + "px," + y + "px) scale(" + k + ")";
  }
  function fit(gently) {
    k = whole(); x = (width - W * k) / 2; y = (height - H * k) / 2; fitted = true;
    draw(gently);
  }
  function zoom(cx, cy, factor, gently) {
    var to = clamp(k * factor, whole() / 2, Math.max(8, whole() * 8));
    x = cx - (cx - x) * to / k; y = cy - (cy - y) * to / k; k = to; fitted = false;
    draw(gently);
  }
  function pan(dx, dy, gently) { x += dx; y += dy; fitted = false; draw(gently); }
  function middle(factor) { return function () { zoom(width / 2, height / 2, factor, true); }; }
  function shift(dx, dy) { return function () { pan(dx, dy, true); }; }
  function all() { fit(true); }
  function on(name, act, how) { stage.addEventListener(name, act, how); }
  function reveal(element) {
    var it = element.getBoundingClientRect(), at = stage.getBoundingClientRect();
    var left = it.left - at.left, top = it.top - at.top;
    if (left >= 0 && top >= 0 && left + it.width <= width && top + it.height <= height) return;
    var room = Math.min(1, 0.9 * width / it.width, 0.9 * height / it.height);
    var cx = left + it.width / 2, cy = top + it.height / 2;
    if (room < 1) zoom(cx, cy, room, true);
    pan(width / 2 - cx, height / 2 - cy, true);
  }
  function tell(words) {
    said.textContent = words; said.hidden = false;
    clearTimeout(telling);
    telling = setTimeout(function () { said.hidden = true; }, 4000);
  }
  function spot(event) {
    var at = stage.getBoundingClientRect();
    return { x: event.clientX - at.left, y: event.clientY - at.top };
  }

  on("pointerdown", function (event) {
    var words = event.pointerType === "mouse" && event.target.closest("text");
    if (event.button || words) { tap = null; return; }
    if (!fingers.size) { moved = pinched = false; }
    fingers.set(event.pointerId, spot(event));
    if (fingers.size > 1) pinched = true;
  });
  on("pointermove", function (event) {
    var was = fingers.get(event.pointerId), is = spot(event);
    if (!was) return;
    if (fingers.size > 1) {
      var other = null;
      fingers.forEach(function (one, id) { if (id !== event.pointerId) other = one; });
      var before = Math.hypot(was.x - other.x, was.y - other.y);
      var after = Math.hypot(is.x - other.x, is.y - other.y);
      x += (is.x - was.x) / 2; y += (is.y - was.y) / 2;
      zoom((is.x + other.x) / 2, (is.y + other.y) / 2, before > 4 ? after / before : 1);
      moved = true;
    } else {
      if (!moved && Math.hypot(is.x - was.x, is.y - was.y) < 5) return;
      if (!moved) {
        moved = true;
        stage.classList.add("held");
        try { stage.setPointerCapture(event.pointerId); } catch (gone) { /* let go meanwhile */ }
      }
      pan(is.x - was.x, is.y - was.y);
    }
    fingers.set(event.pointerId, is);
  });
  function lift(event) {
    var was = fingers.get(event.pointerId);
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    stage.classList.remove("held");
    if (moved || pinched || event.type === "pointercancel") { tap = null; return; }
    var hex = event.target.getAttribute && event.target.getAttribute("data-hex");
    if (hex) tell(hex);
    if (tap && event.timeStamp - tap.time < 320 && Math.hypot(was.x - tap.x, was.y - tap.y) < 30) {
      tap = null;
      if (k > whole() * 1.4) fit(true); else zoom(was.x, was.y, 2.5, true);
    } else {
      tap = { time: event.timeStamp, x: was.x, y: was.y };
    }
  }
  on("pointerup", lift);
  on("pointercancel", lift);
  on("click", function (event) { if (moved) event.preventDefault(); }, true);
  on("dragstart", function (event) { event.preventDefault(); });
  on("wheel", function (event) {
    var unit = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 400 : 1, at = spot(event);
    event.preventDefault();
    zoom(at.x, at.y, Math.exp(-clamp(event.deltaY * unit, -300, 300) * (event.ctrlKey ? 0.01 : 0.0016)));
  }, { passive: false });

  // Safari on a Mac tells a pinch on the touchpad in its own way.
  on("gesturestart", function (event) { event.preventDefault(); scale = 1; });
  on("gesturechange", function (event) {
    event.preventDefault();
    if (fingers.size) return;
    var at = spot(event);
    zoom(at.x, at.y, event.scale / scale);
    scale = event.scale;
  });

  var closer = middle(1.25), farther = middle(0.8);
  var keys = {
    "+": closer, "=": closer, "-": farther, "0": all,
    ArrowLeft: shift(80, 0), ArrowRight: shift(-80, 0), ArrowUp: shift(0, 80), ArrowDown: shift(0, -80)
  };
  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("footer")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  on("focusin", function (event) {
    if (event.target.matches(":focus-visible")) reveal(event.target);
  });
  // What the browser scrolls to, such as a word that was looked for, is panned to.
  on("scroll", function () {
    var dx = stage.scrollLeft, dy = stage.scrollTop;
    if (!dx && !dy) return;
    stage.scrollLeft = stage.scrollTop = 0;
    pan(-dx, -dy);
  });
  [["closer", closer], ["farther", farther], ["fit", all]].forEach(function (one) {
    doc.getElementById(one[0]).onclick = one[1];
  });

  function resize() {
    var dx = stage.clientWidth - width, dy = stage.clientHeight - height;
    width = stage.clientWidth; height = stage.clientHeight;
    if (fitted) fit(); else pan(dx / 2, dy / 2);
  }
  root.classList.add("live");
  svg.style.width = W + "px"; svg.style.height = H + "px";
  resize();
  if (window.ResizeObserver) new ResizeObserver(resize).observe(stage); else window.addEventListener("resize", resize);
})();
