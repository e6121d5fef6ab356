import sys; sys.path.insert(0,'/work/main/tests')
import numpy as np
import test_canvas_picture as t
from moodboard.domain.board import BoardView
def test_x(canvas, qtbot):
    canvas.set_view(BoardView(200,200,2.3)); t.rest(canvas,qtbot)
    a,b=t.shown(canvas),t.painted(canvas)
    d=np.abs(t.pixels(a)-t.pixels(b)).max(axis=2)
    ys,xs=np.nonzero(d>3); print("BBOX",xs.min(),xs.max(),ys.min(),ys.max(), canvas.viewport.device)
    for p in canvas.scene.all():
        r=canvas.to_screen(p.place.bounds); print(p.kind, r, p.place.turn)
    from PySide6.QtGui import QImage
    c=np.zeros(d.shape+(4,),np.uint8); c[...,:3]=np.minimum(255,d*3)[...,None]; c[...,3]=255
    QImage(c.data, d.shape[1], d.shape[0], QImage.Format.Format_RGB32).save("/tmp/w/diff.png"); a.save("/tmp/w/sh.png")
canvas=t.canvas
