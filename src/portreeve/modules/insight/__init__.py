"""What is counted: facts as they happen, and the daily figures read from them.

Not here: any reading of the working tables; facts come by event only.
"""
