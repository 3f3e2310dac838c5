"""How work goes: what a grader may see and do, stage by stage."""
