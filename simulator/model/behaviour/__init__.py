"""What callers of a flow can meet, as data: places, edges, input classes, ways there, and the steps of one call.

`exploring` finds it; scenarios, reports and drawings read it. It imports no package of `model` above `drawing`.
"""
